"""What is said of things: material, state, arrangement, and how large an unknown thing is likely to be."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Words = Mapping[str, tuple[str, ...]]

# What a thing is made of, in words that materials know (materials.material_for).
MATERIAL_WORDS: Words = MappingProxyType({
    "glass": ("glass", "glassy"),
    "frosted glass": ("frosted glass", "frosted", "milk glass", "etched glass", "satin glass"),
    "tinted glass": ("tinted glass", "smoked glass", "amber glass", "coloured glass", "colored glass"),
    "clear plastic": ("acrylic", "plexiglass", "perspex", "clear plastic", "transparent plastic"),
    "plastic": ("plastic", "bakelite", "resin", "vinyl", "polymer"),
    "chrome": ("chrome", "chromed", "polished steel", "polished metal", "mirror polished", "nickel"),
    "brushed steel": ("brushed steel", "brushed metal", "stainless steel", "brushed aluminium", "brushed aluminum"),
    "steel": ("steel", "metal", "metallic", "metal made", "iron", "wrought iron"),
    "aluminium": ("aluminium", "aluminum", "tin", "pewter", "anodised", "anodized"),
    "brass": ("brass", "bronze"),
    "copper": ("copper", "rose gold"),
    "gold": ("gold plated", "gilded", "gilt", "solid gold", "gold leaf"),
    "silver": ("sterling silver", "silver plated"),
    "wood": ("wooden", "wood", "timber", "oak", "pine", "birch", "beech", "ash wood", "plywood", "bamboo", "teak"),
    "dark wood": ("walnut", "mahogany", "dark wood", "ebony", "rosewood"),
    "old wood": ("driftwood", "reclaimed wood", "weathered wood", "old wood", "rustic wood"),
    "wicker": ("wicker", "rattan", "woven", "reed made", "straw", "cane"),
    "paper": ("paper", "papercraft", "origami"),
    "cardboard": ("cardboard", "kraft", "kraft paper", "corrugated"),
    "fabric": ("fabric", "cloth", "textile", "felt", "woollen", "wool", "woolen", "knitted", "tweed", "denim"),
    "linen": ("linen", "cotton", "canvas made", "calico", "muslin"),
    "velvet": ("velvet", "plush", "suede"),
    "silk": ("silk", "satin", "silken"),
    "leather": ("leather", "leatherette"),
    "rubber": ("rubber", "silicone", "neoprene"),
    "ceramic": ("ceramic", "porcelain", "china", "enamel", "earthenware", "stoneware"),
    "terracotta": ("terracotta", "clay", "terra cotta"),
    "marble": ("marble", "alabaster", "onyx"),
    "stone": ("stone", "granite", "slate", "sandstone", "limestone", "travertine", "flint", "terrazzo"),
    "wet stone": ("wet stone", "wet basalt", "wet rock", "wet slate"),
    "concrete": ("concrete", "cement"),
    "plaster": ("plaster", "gypsum", "stucco"),
    "brick": ("brick", "bricks"),
    "ice": ("ice made", "frozen"),
    "wax": ("wax", "waxen"),
})  # fmt: skip
FINISHES: Words = MappingProxyType({
    "gloss": ("glossy", "shiny", "lacquered", "polished", "high gloss", "gloss"),
    "matte": ("matte", "matt", "powder coated"),
})  # fmt: skip
# Names of materials that say what a thing is for, or where it is, when they stand before it: "water bottle".
NOT_MADE_OF = frozenset("water snow skin leaf leaves grass soil earth rock tile tiles tiled sand mirror canvas".split())

CLEAR = frozenset(("transparent", "glass", "see-through", "translucent", "crystal"))

STATES: Words = MappingProxyType({
    "open": ("open", "opened", "unfolded", "ajar"),
    "closed": ("closed", "shut", "folded", "lidded"),
    "wet": ("wet", "dripping", "soaked", "damp", "dewy", "condensation", "droplets", "beaded"),
    "lying": ("lying", "laid down", "on its side", "fallen", "toppled", "tipped over", "reclining"),
    "floating": ("floating", "levitating", "hovering", "suspended", "weightless", "mid air"),
    "hanging": ("hanging", "hung"),
    "lit": ("lit", "glowing", "switched on", "illuminated", "burning"),
    "dark": ("switched off", "unlit", "turned off"),
    "full": ("full", "filled", "brimming"),
    "empty": ("empty", "unfilled"),
    "sunk": ("drowned", "sunken", "half sunk", "flooded", "submerged"),
    "upright": ("upright", "standing up"),
    "parked": ("parked", "moored", "docked"),
})  # fmt: skip

# States that are understood and cannot be shown.
STATES_NOT_SHOWN = frozenset(
    "broken shattered cracked smashed torn crumpled melting melted exploding exploded burnt rusty rusted mouldy "
    "dented chipped splashing sliced peeled bitten half-eaten wilted".split()
)

PATTERNS: Words = MappingProxyType({
    "row": ("in a row", "row of", "rows of", "row", "lined up", "in line", "line up", "line of", "side by side",
            "in rows", "queue of", "lineup of"),
    "stack": ("stack of", "stacks of", "stacked", "pile of", "piled", "heap of", "tower of", "pyramid of",
              "on top of each other"),
    "grid": ("grid of", "in a grid", "array of", "matrix of", "knolling", "knolled", "checkerboard of"),
    "circle": ("circle of", "in a circle", "ring of", "in a ring", "round of"),
    "scatter": ("scattered", "scatter of", "strewn", "sprinkled", "dotted", "spread out", "randomly placed"),
    "pair": ("pair of", "pairs of", "couple of"),
    "cluster": ("cluster of", "group of", "bunch of", "bundle of", "arrangement of", "set of", "collection of",
                "selection of", "family of", "clustered", "huddled"),
    "diagonal": ("on a diagonal", "diagonally", "staggered", "in a diagonal"),
})  # fmt: skip

# Parts: "a canoe seat" is a canoe, "a bottle with a chrome cap" is a bottle.
PARTS = frozenset(
    "seat deck bow hull stern edge leg roof wheel handle handlebar lid cap rim base surface cover sleeve strap label "
    "button knob spout neck rack drawer tabletop top corner corners end ends bonnet bumper windscreen windshield "
    "steering tyre tire pedal saddle hood trunk side sides half front back underside bottom inside".split()
)

# Heads that leave the noun before them as the thing: "the bottle range" is bottles.
ABOUT = frozenset(
    "range collection series brand campaign launch line lineup set shot shoot photo photograph picture image visual "
    "design scene hero story ad advert company team market maker colourway colorway variant flavour edition family "
    "concept".split()
)

# The longest side, metres, that a word for a class suggests.
CLASS_SIZES: Mapping[str, float] = MappingProxyType({
    "device": 0.16, "gadget": 0.14, "sensor": 0.1, "chip": 0.05, "tool": 0.3, "instrument": 0.4, "machine": 1.2,
    "machinery": 2.0, "equipment": 1.0, "appliance": 0.6, "robot": 1.3, "engine": 1.0, "turbine": 3.0, "pump": 0.6,
    "unit": 0.6, "module": 0.4, "system": 1.0, "station": 1.2, "kiosk": 1.7, "terminal": 1.4, "vehicle": 4.0,
    "container": 0.4, "vessel": 0.5, "holder": 0.2, "rack": 1.0, "case": 0.25, "grinder": 0.3, "opener": 0.14,
    "maker": 0.35, "mixer": 0.35, "toaster": 0.3, "kettle": 0.25, "dispenser": 0.3, "charger": 0.1, "cable": 0.4,
    "controller": 0.18, "keyboard": 0.44, "speaker": 0.3, "camera": 0.14, "drone": 0.4, "printer": 0.5, "toy": 0.2,
    "sculpture": 1.4, "statue": 1.8, "trophy": 0.35, "medal": 0.08, "badge": 0.06, "card": 0.09, "ticket": 0.12,
    "coin": 0.03, "key": 0.07, "ring": 0.03, "watch": 0.05, "structure": 3.0, "installation": 2.5, "tower": 30.0,
    "bridge": 30.0, "monument": 8.0, "animal": 0.8, "creature": 0.8, "fruit": 0.09, "vegetable": 0.15, "dish": 0.26,
    "meal": 0.28, "cake": 0.25, "snack": 0.12, "pill": 0.015, "capsule": 0.02, "tile": 0.2, "panel": 1.2,
    "furniture": 0.9, "helmet": 0.28, "hat": 0.3, "glove": 0.22, "garment": 0.7, "object": 0.3, "item": 0.25,
    "gizmo": 0.15, "contraption": 0.9, "prototype": 0.5, "bar": 0.15, "stick": 0.3, "disc": 0.15, "cube": 0.3,
})  # fmt: skip

# Endings of words written as one: "motorbike", "sailboat", "wineglass".
COMPOUND_TAILS = ("boat", "bottle", "chair", "table", "lamp", "shelf", "glass", "tree", "bike", "basket", "bench")

# What fills a cup or a jar, and is no second thing beside it.
CONTENTS = frozenset(
    "tea coffee espresso water milk juice wine beer lemonade cola soda cocktail drink cream honey jam soup rice salad "
    "cereal porridge sauce oil ice chocolate sugar salt sweets candy popcorn fruit flowers flower".split()
)
HOLDERS = frozenset("cup mug glass bottle jar bowl can tin vase pot jug pitcher carafe flask tumbler teacup".split())

# Things that come in twos: "running shoes" are a pair.
PAIRED = frozenset("shoe boot sneaker trainer sandal glove sock earring slipper skate ski heel headphone".split())

# What happens in the air or on the water, and is no thing: "mist passes".
PASSING = frozenset(
    "pass fall flow shine blow rise drift swirl float move roll glow spread break reflect appear fade burn come go "
    "turn open close hang stretch melt settle gather ripple splash fly run hover glide".split()
)

# Phrases in which a noun is no thing.
NOT_A_THING = (
    "reed bed", "flower bed", "river bed", "sea bed", "salt pan", "table tennis", "world cup", "power plant",
    "car park", "bus stop", "case study", "key light", "key visual", "key message", "out of the box", "outside the box",
    "under the hood", "light bulb moment", "screen time", "crane shot", "crane up", "crane down",
    "big picture", "bird's eye", "birds eye", "bird eye", "worm eye", "fish eye", "eye level", "chair of", "boot camp",
    "glass ceiling", "turn the page", "home page", "landing page", "web page", "paper cut", "paper collage",
    "clay render", "dolly in", "dolly out", "flat lay", "rule of third", "safe area", "golden hour", "blue hour",
    "table top shot", "packshot", "pack shot", "product shot", "head and shoulders", "post production", "story board",
    "camera left", "camera right", "camera arcs", "screen space", "light box shot", "ball park", "wild card",
    "board meeting", "ad tech", "sales pitch", "seat at the table", "paint a picture", "bring to the table",
    "train of thought", "ring of truth", "jump cut", "cut out", "tree line", "tree lined", "fire place", "water line",
)  # fmt: skip
