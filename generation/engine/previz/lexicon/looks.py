"""Looks and grounds by name, and words that say something to people and nothing to a camera."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Words = Mapping[str, tuple[str, ...]]

LOOKS: Words = MappingProxyType({
    "photograph": ("photograph", "photo", "photographic", "realistic", "photorealistic", "photoreal", "lifelike"),
    "cinematic": ("cinematic", "filmic", "movie still", "film still"),
    "gouache": ("gouache", "painterly", "visible stroke", "brush stroke", "visible brush", "tempera", "acrylic paint"),
    "watercolour": ("watercolour", "watercolor", "aquarelle", "ink wash"),
    "oil": ("oil painting", "oil paint", "impasto"),
    "pencil": ("pencil", "sketch", "hand drawn", "charcoal drawing", "crayon", "chalk"),
    "line": ("line art", "line drawing", "outline", "single line", "line illustration", "linework", "line work"),
    "flat": ("flat", "flat illustration", "flat design", "vector", "flat colour", "flat color"),
    "isometric": ("isometric", "axonometric"),
    "clay": ("clay render", "claymation", "plasticine", "clay", "clay style", "soft 3d"),
    "paper cut": ("paper cut", "papercut", "paper craft", "cut paper", "paper collage", "papercraft", "origami style"),
    "low poly": ("low poly", "low-poly", "faceted"),
    "duotone": ("duotone", "two tone", "two colours only"),
    "monochrome": ("monochrome", "black and white", "greyscale", "grayscale", "b&w"),
    "3d": ("3d render", "3d", "cgi", "rendered"),
    "comic": ("comic", "cartoon", "manga", "anime", "cel shaded"),
    "pixel": ("pixel art", "8 bit", "voxel"),
    "vintage": ("vintage", "retro", "analogue film", "analog film", "polaroid", "kodachrome", "film grain"),
})  # fmt: skip
# The look that is nearest among those a previz picture can take.
LOOK_NEAREST: Mapping[str, str] = MappingProxyType({
    "watercolour": "gouache", "oil": "gouache", "pencil": "line", "comic": "flat", "pixel": "flat",
})  # fmt: skip

GROUNDS: Words = MappingProxyType({
    "white": ("white background", "pure white", "on white", "white backdrop", "plain white background", "white ground",
              "white seamless", "isolated on white", "white sweep"),
    "transparent": ("transparent background", "no background", "cut-out", "cutout", "alpha channel",
                    "transparent ground", "clear background"),
    "plain": ("plain background", "plain backdrop", "seamless background", "neutral background", "simple background",
              "solid background", "solid colour background", "solid color background", "clean background",
              "empty background", "seamless", "plain colour", "coloured background", "colored background"),
    "gradient": ("gradient background", "gradient backdrop"),
    "black": ("black background", "black backdrop", "on black", "black ground"),
})  # fmt: skip

SEASONS: Words = MappingProxyType({
    "spring": ("spring", "springtime", "cherry blossom", "easter"),
    "summer": ("summer", "summery", "summertime", "heatwave", "high summer"),
    "autumn": ("autumn", "autumnal", "fall foliage", "fall leaves", "october", "indian summer", "harvest"),
    "winter": ("winter", "wintry", "christmas", "snow season", "advent", "december"),
})  # fmt: skip

# Said often in briefs, and nothing a picture can show by itself.
VAGUE = (
    "eye-catching", "eye catching", "premium", "on-brand", "on brand", "our vibe", "the vibe", "your vibe", "vibe",
    "wow", "wow factor", "pop", "edgy", "sexy", "fresh look", "state of the art", "cutting edge", "cutting-edge",
    "innovative", "innovation", "disruptive", "next level", "next-level", "world class", "world-class", "high end",
    "high-end", "high quality", "quality", "professional", "modern feel", "engaging", "impactful", "iconic",
    "authentic", "aspirational", "inspiring", "inspirational", "dynamic", "timeless", "unique", "stunning",
    "beautiful", "amazing", "awesome", "cool stuff", "nice", "great", "something", "whatever", "surprise us",
    "you know", "etc", "and so on", "synergy", "holistic", "seamless experience", "best in class", "scroll stopping",
    "scroll-stopping", "thumb stopping", "viral", "relatable", "future proof", "game changing", "game-changing",
    "futuristic", "luxurious", "luxury", "elevated", "bold", "sleek", "exciting", "fun", "trust", "trustworthy",
    "growth", "freedom", "success", "empowerment", "empowering", "transformation", "excellence", "passion",
    "as soon as possible", "asap",
)  # fmt: skip

# Orders to the layout or the finish, which no scene can follow.
ELSEWHERE: Words = MappingProxyType({
    "The logo is placed when the asset is finished": ("logo big", "logo bigger", "big logo", "large logo",
                                                      "bigger logo", "logo in the corner", "add the logo",
                                                      "logo prominent", "with our logo", "our logo"),
    "Text is set when the asset is finished": ("headline in", "text overlay", "call to action", "cta button",
                                               "with the headline", "title text"),
    "Music and sound are not part of a picture": ("music", "voice over", "voiceover", "sound design", "soundtrack"),
})  # fmt: skip

# Little words that give a language away.
LANGUAGES: Mapping[str, frozenset[str]] = MappingProxyType({
    "German": frozenset("der die das und mit auf ein eine einen einem einer ist nicht für von im am zwei drei vor dem "
                        "den des auf bei oben unten kein keine über aus zum zur".split()),
    "French": frozenset("le la les et avec sur un une des du est pas pour dans au aux deux trois devant sans sous "
                        "près en qui".split()),
    "Spanish": frozenset("el los las y con una del es para por sin sobre dos tres junto en al".split()),
    "Italian": frozenset("il lo gli e con una del della è per senza sul sulla due tre nel nella di".split()),
    "Dutch": frozenset("het een en met op van niet voor zonder twee drie bij aan naar de".split()),
    "Portuguese": frozenset("o os as e com uma do da não para sem sobre dois duas três no na em".split()),
})  # fmt: skip
SCRIPTS = (
    ("Japanese", "\u3040", "\u30ff"), ("Chinese or Japanese", "\u4e00", "\u9fff"), ("Korean", "\uac00", "\ud7a3"),
    ("Cyrillic script", "\u0400", "\u04ff"), ("Greek", "\u0370", "\u03ff"), ("Arabic", "\u0600", "\u06ff"),
    ("Hebrew", "\u0590", "\u05ff"), ("Thai", "\u0e00", "\u0e7f"), ("Hindi", "\u0900", "\u097f"),
)  # fmt: skip

# A few nouns that turn up untranslated: foreign word -> English.
FOREIGN: Mapping[str, str] = MappingProxyType({
    "flasche": "bottle", "flaschen": "bottle", "tisch": "table", "stuhl": "chair", "buch": "book", "lampe": "lamp",
    "tasse": "cup", "haus": "house", "baum": "tree", "schreibtisch": "desk", "fahrrad": "bicycle", "boot": "boat",
    "bildschirm": "screen", "handy": "phone", "frau": "woman", "mann": "man", "menschen": "people",
    "personen": "people", "leute": "people", "schuhe": "shoe", "pflanze": "plant", "kueche": "kitchen",
    "kuche": "kitchen", "stuhle": "chair", "zwei": "two", "drei": "three", "deux": "two", "trois": "three",
    "auf": "on", "sur": "on",
    "neben": "beside", "mit": "with", "avec": "with", "und": "and",
    "eine": "a", "einem": "a", "une": "a", "unter": "under", "sous": "under",
    "buro": "office", "strand": "beach", "wald": "forest", "strasse": "street",
    "bouteille": "bottle", "chaise": "chair", "livre": "book", "maison": "house", "arbre": "tree", "velo": "bicycle",
    "bateau": "boat", "ecran": "screen", "telephone": "phone", "femme": "woman", "homme": "man",
    "personnes": "people", "gens": "people", "chaussure": "shoe", "voiture": "car", "plage": "beach",
    "foret": "forest", "rue": "street", "cuisine": "kitchen", "bureau": "office", "botella": "bottle",
    "mesa": "table", "libro": "book", "bottiglia": "bottle", "fles": "bottle", "garrafa": "bottle",
})  # fmt: skip
FOREIGN_RUNS: Mapping[str, str] = MappingProxyType({
    "ボトル": "bottle", "瓶": "bottle", "テーブル": "table", "机": "desk", "椅子": "chair", "本": "book", "家": "house",
    "木": "tree", "自転車": "bicycle", "舟": "boat", "ボート": "boat", "画面": "screen", "電話": "phone",
    "スマホ": "phone", "人": "people", "女性": "woman", "男性": "man", "靴": "shoe", "車": "car", "オフィス": "office",
    "海": "sea", "森": "forest", "街": "street", "カップ": "cup", "コーヒー": "coffee", "椅": "chair",
})  # fmt: skip
