"""What the form says beside a field, as data: why it is asked, one good example, one weak one and what it leaves open.

This is how people learn to brief, so an example is something a person would really write. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Help:
    why: str
    good: str = ""
    weak: str = ""
    because: str = ""  # what the weak one leaves open


HELP: Final[dict[str, Help]] = {
    "title": Help(
        "People find the brief by it, months later, among fifty others. Say what is made and for what.",
        "Decisions together, hero image for the launch page",
        "Hero v2 final",
        "nobody knows which hero, or for what",
    ),
    "placements": Help(
        "The size, safe area and byte budget come with the placement, so nobody has to type them. Name every place it "
        "will really run: a picture composed for a wide banner cannot be cropped to a story afterwards.",
    ),
    "channels": Help(
        "They come with the placements. Name another where the picture will also run without a placement of its own: "
        "releases and rules are read by channel.",
    ),
    "job": Help("One picture does one job well. Where you would choose two, write two briefs."),
    "message": Help(
        "The test of every option: cover the headline and ask what people understood. One thought, as a sentence.",
        "People decide together, on one shared picture.",
        "Innovative, collaborative, data-driven",
        "three adjectives are not a thought that a picture can show",
    ),
    "subject": Help(
        "Who or what is in the picture, how many, and doing what. Write what a photographer would point the camera "
        "at, not what it should make people feel.",
        "Three people around a large transparent display",
        "Teamwork and innovation",
        "nothing here can be seen; ten people would draw ten pictures",
    ),
    "shot": Help("How close the camera is. Without it, options differ in scale and are hard to compare."),
    "people": Help(
        "Ages, roles, what they wear if it matters. Unsaid, a model chooses for you, and chooses the same people every "
        "time. “Any, mixed” asks for variety; “no people” keeps them out.",
        "Two engineers and a founder, thirties to fifties, mixed",
        "Diverse people having fun",
        "who is there, and doing what, is left to chance",
    ),
    "characters": Help(
        "Somebody who must look the same in every picture has a character sheet: angles, outfits, and what never "
        "changes. Choose it here and do not describe them again.",
    ),
    "environment": Help(
        "The place, indoors or out, and the time of day or weather. Two or three things that tell it are enough.",
        "Modern office on a high floor, city skyline at dusk outside",
        "Futuristic but warm",
        "a feeling, not a place",
    ),
    "composition": Help(
        "How things stand to each other: in front, behind, left of, which is larger. Leave it empty if it does not "
        "matter; every rule here costs variety.",
        "Bottle in the right third, everything left of it empty",
        "Well balanced and dynamic",
        "every picture claims that",
    ),
    "light": Help(
        "Where it comes from, how hard it is, and its time of day. Light decides more of the look than any style word.",
        "Low morning sun from the left, long soft shadows",
        "Beautiful lighting",
        "no direction, no hardness, no colour",
    ),
    "mood": Help(
        "One word, at most two that agree. It steers faces, weather and contrast.",
        "Quiet",
        "Premium but playful, futuristic but warm",
        "they pull apart, and the options will too",
    ),
    "copy_space": Help(
        "Where the picture has to stay calm because words go there. Choose none if it runs without words: "
        "an empty third is a third of the picture."
    ),
    "safe_margins": Help(
        "What may be cropped or covered left and right. Leave it empty to take the style pack's.", "6 %"
    ),
    "must_not_show": Help(
        "Name things that can be seen, one an entry. Leave out the “no”: write the thing itself.",
        "handshakes · glowing brains · text in the scene",
        "Nothing cheesy",
        "a model cannot leave out a judgement, only a thing",
    ),
    "style_pack": Help(
        "Colours, type, grain, lens and the words every prompt of this brand shares. A revision pins its version, so "
        "that what is made in autumn matches what was made in spring."
    ),
    "style": Help(
        "Only what this brief adds to the style pack: a medium, a grade, a lens, a period. Three terms that agree say "
        "more than ten.",
        "slightly desaturated · cinematic contrast",
        "modern · premium · eye-catching",
        "praise, not looks: they change nothing that can be seen",
    ),
    "colourways": Help(
        "Colours of the product itself, one picture each from the same scene. Use the names on the product's label.",
        "Kelp #2F5D50",
        "green",
        "which green is what the reviewer will ask",
    ),
    "template": Help(
        "How the brief is put into words for a model. The one that fits is chosen from what the brief shows; choose "
        "another only if you know why."
    ),
    "references": Help(
        "A picture says what words cannot, if you say what to take from it: its light, its layout, who is in it. "
        "Without a note, everything in it counts."
    ),
    "copy": Help(
        "The words that will stand on the picture, in every language, so that the longest one fits. The figure is the "
        "longest line against its room where that is tightest.",
        "Decisions, together.",
        "Headline to come",
        "room kept for a guess is too large or too small",
    ),
    "hooks": Help(
        "Other copy for the same picture, to learn which works. Name each by its idea; one difference at a time.",
        "cold: “Colder than the lake” · all day: “All day, no ice”",
        "Version B",
        "in the results nobody remembers what B was",
    ),
    "markets": Help(
        "Where it will be seen. Disclosure, likeness and rights differ by country, and some placements by language."
    ),
    "flight_from": Help("Rights have to cover every day between the two dates; what runs longer is a new licence."),
    "use_class": Help(
        "It decides which models may be used and who has to sign. An experiment never leaves the studio, so it "
        "is asked for less."
    ),
}
