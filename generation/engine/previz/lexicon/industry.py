"""Nouns for things/industry.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun(
        "factory", "factory", "plant hall|brick works|mill building|foundry|manufacturing plant", stands="far", most=1
    ),
    noun(
        "warehouse hall",
        "warehouse_hall",
        "hangar|logistics centre|logistics center|distribution centre|storage hall",
        stands="far",
        most=1,
    ),
    noun("wind turbine", "wind_turbine", "wind wheel|wind farm|wind power|turbine", stands="far", most=5),
    noun(
        "solar panel", "solar_field", "solar field|solar farm|photovoltaic|solar park|solar array", stands="far", most=2
    ),
    noun(
        "pylon",
        "power_pylon",
        "electricity pylon|power line|power pole|transmission tower|radio mast|antenna",
        stands="far",
        most=3,
    ),
    noun("silo", "silo", "grain silo|storage tank|elevator silo", stands="far", most=2),
    noun("satellite dish", "satellite_dish", "dish antenna|radio telescope|parabolic antenna", stands="far", most=2),
    noun("robot arm", "robot_arm", "robotic arm|industrial robot|welding robot", most=3),
)
