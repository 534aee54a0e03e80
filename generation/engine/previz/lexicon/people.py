"""Words for people."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import noun

PERSON = noun(
    "person", "person",
    "people|man|men|woman|women|human|figure|colleague|employee|worker|customer|user|designer|engineer|doctor|nurse|"
    "student|teacher|friend|child|kid|parent|couple|manager|analyst|scientist|presenter|speaker|spokesperson|ferryman|"
    "traveller|hiker|runner|athlete|musician|chef|farmer|guest|player|partner|expert|someone|adult|team|crowd|family|"
    "group|audience|member|"
    "surgeon|researcher|dentist|pharmacist|patient|baker|barista|waiter|waitress|florist|potter|craftsman|craftswoman|"
    "cyclist|swimmer|builder|mechanic|technician|plumber|welder|carpenter|gardener|courier|developer|artist|"
    "professor|executive|banker|lawyer|monk|wizard|bride|groom|fisherman|"
    "boy|girl|teenager|toddler|grandmother|grandfather|mother|father|lady|gentleman|businessman|businesswoman|"
    "spokesman|spokeswoman|commuter|tourist|coworker|neighbour|neighbor|visitor|dancer",
    "person", most=8,
)  # fmt: skip
