"""Good briefs of several trades and languages: whoever makes a rule runs it over these first."""

from __future__ import annotations

from typing import Any, Final

_PUBLIC: Final = {
    "flight_from": "2027-02-01",
    "flight_to": "2027-05-31",
    "use_class": "public",
    "style_pack": "northlight",
}
_NOT: Final = ["visible logos", "text in scene"]


def brief(**fields: Any) -> dict[str, Any]:
    return {**_PUBLIC, "job": "desire", "must_not_show": _NOT, **fields}


GOOD: Final[dict[str, dict[str, Any]]] = {
    "bakery": brief(
        title="Bread at six", placements=["social-4x5", "story-9x16"], message="The first loaf is out at six.",
        subject="A baker in her fifties slides a tray of rye loaves out of a brick oven", shot="mid",
        environment="Small bakery before dawn, flour in the air, steel shelves",
        light="Glow of the oven from the right",
        mood="Warm", copy_space="top-third", copy={"en": {"headline": "Out at six."}, "de": {"headline": "Um sechs."}},
        markets=["GB", "DE"], must_not_show=["logos", "text in scene", "animals", "plastic bags"],
    ),
    "bank": brief(
        title="Quiet capital, winter", placements=["ctv-uhd", "linkedin-link"], job="trust",
        message="Somebody listens before they answer.", subject="A banker with silver hair listens across a long table",
        people="one woman, fifties, charcoal suit", shot="mid", environment="Panelled archive room, rain on the window",
        light="Key to fill 4:1 from camera left", mood="Sober", copy_space="left-third", subject_position="right-third",
        style=["realistic", "slightly desaturated"], copy={"en": {"headline": "We listen."}}, markets=["US", "IE"],
        must_not_show=["jewellery", "smiling", "screens", "visible text"],
    ),
    "hospital": brief(
        title="Night shift", placements=["web-banner", "web-card"], job="trust", message="Someone is awake for you.",
        subject="Two nurses read a chart under a desk lamp", shot="mid", environment="Hospital corridor at night, dark",
        light="One desk lamp, the corridor almost black", mood="Calm", copy_space="right-third",
        copy={"en": {"headline": "Awake"}}, markets=["GB"], must_not_show=["blood", "needles", "patients' faces"],
    ),
    "trains": brief(
        title="Nachtzug", placements=["dooh-portrait", "story-9x16"], job="announce",
        message="Man schläft ein und wacht am Meer auf.",
        subject="Ein leeres Abteil mit aufgeschlagenem Bett, auf der Decke ein Buch", people="no people", shot="wide",
        environment="Schlafwagen, vor dem Fenster die Küste im Morgenlicht",
        light="Erstes Licht von links, drinnen dunkel",
        mood="Quiet", copy_space="top-third", must_not_show=["Menschen", "Schrift im Bild", "Logos"],
        copy={"de": {"headline": "Schlaf dich hin."}}, markets=["DE", "AT"],
    ),
    "perfume": brief(
        title="Fleur de sel", placements=["marketplace-lifestyle"], message="Le sel sur la peau après la mer.",
        subject="Un flacon de verre épais posé sur un bloc de sel", people="no people", shot="product",
        environment="Marais salants, horizon bas", light="Soleil bas, venant de la droite", horizon="low",
        copy_space="top-third", must_not_show=["people", "hands", "other bottles"],
        copy={"fr": {"headline": "Sel"}}, markets=["FR", "BE"],
    ),
    "toys": brief(
        title="Wooden railway", placements=["web-hero", "email-header"], message="Build the line, then break it.",
        subject="Three children on a rug lay wooden track towards a cardboard tunnel", shot="full",
        people="three children, five to eight, mixed", environment="Living room, winter afternoon, snow outside",
        light="Window light from the left", mood="Playful", copy_space="right-third",
        copy={"en": {"headline": "All aboard"}, "nl": {"headline": "Instappen"}}, markets=["US", "NL"],
        must_not_show=["brand logos", "screens", "plastic toys"],
    ),
    "no results": brief(
        title="No results, light theme", placements=["ui-empty-state", "ui-empty-state-2x"], job="guide",
        message="Nothing matched; try fewer words.", subject="A magnifying glass over an empty drawer, five shapes",
        shot="flat", copy_space="none", style=["rounded", "2 px optical line"], use_class="internal", flight_from="",
        flight_to="", must_not_show=["faces", "gradients", "text"],
    ),
    "main image": brief(
        title="Kettle, main image", placements=["marketplace-main"], job="sell", message="A kettle of steel and cork.",
        subject="Brushed steel kettle with a cork handle, three-quarter view", people="no people", shot="product",
        light="Even studio light", copy_space="none", subject_position="fills", markets=["US", "GB"],
        must_not_show=["props", "hands", "reflections of the studio"],
    ),
    "poster": brief(
        title="Jazz in the yard", placements=["print-a4", "ooh-6-sheet"], job="announce",
        message="Every Thursday the yard is a stage.",
        subject="A trumpet player on a crate, seen from below, shirt sleeves",
        shot="full", environment="Brick courtyard at dusk, strings of bulbs", light="Warm bulbs above, blue sky behind",
        mood="Confident", copy_space="top-third", copy={"en": {"headline": "Thursdays"}}, markets=["GB"],
        must_not_show=["crowd barriers", "sponsors"],
    ),
    "tools": brief(
        title="Cordless, but heavy duty", placements=["display-970x250", "display-300x250"],
        message="It does not stop.",
        subject="A carpenter's hand drives a screw into oak, sawdust flying", people="one carpenter, hands only",
        shot="close-up", environment="Workshop, a bench in front of a white wall",
        light="Hard light from the upper left",
        copy_space="right-half", copy={"en": {"headline": "No stop."}}, markets=["US"],
        must_not_show=["faces", "competing tools"],
    ),
    "charity": brief(
        title="Clean wells", placements=["social-1x1", "web-hero"], job="clarify", message="A well changes a walk.",
        subject="A woman lowers a bucket into a stone well while her daughter counts the turns", people="any, mixed",
        shot="wide", environment="Village square of red earth, late afternoon", light="Low evening sun from the right",
        mood="Focused", copy_space="top-third", copy={"en": {"headline": "Ten steps"}, "fr": {"headline": "Dix pas"}},
        markets=["KE", "SN"], must_not_show=["begging", "aid workers", "visible logos"],
    ),
    "japan": brief(
        title="Tea house", placements=["social-4x5"], message="静かな午後。", subject="湯気の立つ茶碗と竹のひしゃく",
        people="no people", shot="close-up", environment="畳の部屋、雨の午後", light="Window light from the left",
        copy_space="top-third", copy={"ja": {"headline": "ひと息。"}}, markets=["JP"], must_not_show=["people",
        "plastic"],
    ),
    "spring": brief(
        title="Spring sale, garden chairs", placements=["web-banner"], job="sell", message="Spring begins outside.",
        subject="Two folding chairs and a tin table under an apple tree in blossom, a jug of water on the table",
        people="no people", shot="wide", environment="Orchard in April, long grass", light="Overcast key, cold fill",
        copy_space="left-third", copy={"en": {"headline": "Sit out"}, "da": {"headline": "Sid ude"}},
        markets=["IE", "DK"], must_not_show=["people", "barbecues"],
    ),
    "software": brief(
        title="Audit trail", placements=["linkedin-link", "web-hero"], job="clarify",
        message="Every number shows who changed it.", subject="An analyst points at a cell on a wide wall display",
        shot="mid", environment="Modern office, late evening, one row of lamps lit", light="Soft, practical",
        copy_space="top-third", style=["realistic", "cinematic contrast"],
        copy={"en": {"headline": "Who changed it?"}, "de": {"headline": "Wer war das?"}}, markets=["US", "DE"],
        must_not_show=["handshakes", "glowing brains", "identifiable brands"],
    ),
}  # fmt: skip
