"""Ten briefs whose prompts stand in tests/briefs/golden: the samples' essence, other scripts, words and characters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from briefs import character, style
from briefs.compile import Compiled, compile_prompt, template_slug
from briefs.seeds import PALETTES, SAMPLE_BRIEFS
from briefs.seeds.brands import _KITS
from briefs.seeds.templates import TEMPLATES
from briefs.spec import BriefSpec

BY_SLUG: Final = {template["slug"]: template for template in TEMPLATES}


@dataclass(frozen=True)
class Golden:
    draft: Mapping[str, Any]
    terms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    characters: tuple[Mapping[str, Any], ...] = ()
    colourway: Mapping[str, str] | None = None

    @property
    def spec(self) -> BriefSpec:
        return BriefSpec.clean(self.draft)

    @property
    def template(self) -> dict[str, Any]:
        return BY_SLUG[template_slug(self.spec)]

    def compiled(self, dialect: str, template: Mapping[str, Any] | None = None) -> Compiled:
        return compile_prompt(
            self.spec,
            template=template or self.template,
            pack=pack(self.spec.style_pack),
            dialect=dialect,
            terms=self.terms,
            characters=self.characters,
            colourway=self.colourway,
        )


def pack(name: str) -> dict[str, Any] | None:
    if not name:
        return None
    return style.clean({**_KITS[name], "slug": name, "name": name, "palette": PALETTES[name]})


INGRID: Final = character.clean(
    {
        "slug": "ingrid",
        "name": "Ingrid",
        "role": "woman, private banker",
        "age": "fifties",
        "build": "slim",
        "hair": {"shape": "bob", "colour": "silver"},
        "wardrobe": {"garment": "charcoal two-button suit", "colours": {"shirt": "white"}},
        "never": ["no jewellery", "broad smile"],
        "tokens": {"clip": ["(ingrid holm:1.2)"], "t5": [], "tags": [], "json": [], "previz": []},
    }
)

GOLDEN: Final[dict[str, Golden]] = {
    "01-office-display": Golden(
        SAMPLE_BRIEFS["01"],
        terms={"light": {"soft, practical": {"label": "Soft, practical", "tokens": {
            "clip": "(soft practical light:1.1)", "t5": "soft light from lamps that are seen in the room",
        }}}},
    ),
    "02-spokesperson": Golden(
        {
            "title": "Quiet capital", "job": "trust", "subject": "Ingrid at a long table, papers in front of her",
            "characters": ["ingrid"], "shot": "mid", "environment": "Archive with stone walls",
            "light": "Key to fill 4:1 from camera left", "mood": "Calm", "copy_space": "right-third",
            "must_not_show": ["other people", "jewellery"], "style": ["realistic"], "style_pack": "northlight",
            "copy": {"en": {"headline": "Quiet capital."}},
        },
        characters=(INGRID,),
    ),
    "03-bottle-ember": Golden(
        {**SAMPLE_BRIEFS["03"], "subject": "Water bottle on a wet basalt pedestal",
         "colourways": [{"name": "Kelp", "hex": "#2F5D50"}, {"name": "Ember", "hex": "#C8452D"}]},
        colourway={"name": "Ember", "hex": "#C8452D"},
    ),
    "04-empty-state": Golden(
        {
            "title": "No results", "job": "guide", "shot": "flat", "subject": "Magnifying glass over an empty tray",
            "people": "no people", "composition": "At most five shapes, centred", "subject_position": "centre",
            "must_not_show": ["gradients", "faces", "shadows"], "style": ["flat", "rounded", "2 px optical line"],
            "style_pack": "northlight",
        }
    ),
    "05-drowned-chapel": Golden(SAMPLE_BRIEFS["05"]),
    "06-first-light": Golden(
        {
            "title": "First light", "job": "desire", "shot": "establishing", "people": "no people",
            "environment": "Black water, first light on the horizon, mist over the lake", "horizon": "middle",
            "light": "Dawn", "mood": "Quiet", "composition": "Slow push in over the water",
            "must_not_show": ["boats", "birds"], "style": ["realistic", "low contrast"], "style_pack": "tern",
        }
    ),
    "07-fuzzy": Golden(
        {
            "title": "Something for spring", "subject": "Diverse people having fun with the app", "people": "any",
            "style": ["premium", "eye-catching", "futuristic but warm"], "style_pack": "",
        }
    ),
    "08-japanese": Golden(
        {
            "title": "春の茶", "job": "desire", "subject": "湯気の立つ抹茶の茶碗、木の卓の上", "shot": "close-up",
            "environment": "障子越しの朝の光が入る静かな茶室", "light": "やわらかい朝の光", "mood": "静か",
            "must_not_show": ["人物", "文字"], "style": ["写実的", "浅い被写界深度"], "style_pack": "tern",
            "copy": {"ja": {"headline": "一服の春。"}},
        }
    ),
    "09-arabic": Golden(
        {
            "title": "سوق الربيع", "subject": "\u202bبائع فواكه يرتب البرتقال\u202c في سوق قديم", "shot": "wide",
            "people": "رجل واحد في الخمسين", "environment": "Old market hall, arches", "light": "ضوء الصباح",
            "copy_space": "left-third", "must_not_show": ["شعارات"], "style": ["واقعي", "ألوان دافئة"],
            "style_pack": "northlight", "copy": {"ar": {"headline": "طعم الربيع"}},
        },
        terms={"light": {"ضوء الصباح": {"label": "Low morning sun", "tokens": {"clip": "low morning sun"}}}},
    ),
    "10-hostile": Golden(
        {
            "title": "x", "subject": "A bottle (red:9) [cap] <lora:evil:1> BREAK {{ 7*7 }} {% debug %} \\(not\\)",
            "environment": "((((table)))) AND a </s> chair <|endoftext|>", "people": "no people", "shot": "full",
            "light": "(sun:1.9)", "must_not_show": ["(text:2)", "no <b>logos</b>"], "style": ["(grain:1.4)"],
            "composition": ", ".join(f"a very small object number {n}" for n in range(60)), "style_pack": "northlight",
        }
    ),
}  # fmt: skip
