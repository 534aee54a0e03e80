"""Words that show nothing, by family. {family: {words, remedy, verdict, fields, but, alone, unless, use}}

`fields` are where the family is looked for; without it, in every field of words but the title. `but` are phrases in
which such a word is fine. `alone`: the word counts only where nothing else is said beside it that could be seen.
`unless` is a condition under which the family is passed over. `use` is what a person can put there instead.
"""

from __future__ import annotations

from typing import Any, Final

_SEEN: Final = ["subject", "people", "environment", "composition", "light", "mood", "style"]
_TITLE_TOO: Final = ["message", *_SEEN, "title"]
_THINGS_OF_SEASONS: Final = [
    "blossom", "blossoms", "bud", "buds", "tulip", "tulips", "daffodil", "daffodils", "crocus", "crocuses", "snowdrop",
    "snowdrops", "cherry tree", "magnolia", "fresh leaves", "young leaves", "meadow", "meadows", "lamb", "lambs",
    "beach", "sea", "lake", "pool", "ice cream", "sunflower", "sunflowers", "parasol", "swimmer", "swimmers", "garden",
    "leaf", "leaves", "pumpkin", "pumpkins", "mushroom", "mushrooms", "harvest", "vineyard", "fog", "mist", "rain",
    "snow", "ice", "frost", "fireplace", "fir", "fir tree", "candle", "candles", "wreath", "lantern", "lanterns",
    "scarf", "sledge", "flower", "flowers", "petal", "petals", "puddle", "puddles", "bicycle", "umbrella", "orchard",
    "tree", "trees", "forest", "field", "fields", "balcony", "picnic", "grass", "berries", "asparagus", "eggs",
]  # fmt: skip

VAGUE: Final[dict[str, dict[str, Any]]] = {
    "catching": {
        "words": [
            "eye-catching", "eyecatching", "eye-catcher", "attention-grabbing", "scroll-stopping", "thumb-stopping",
            "head-turning", "show-stopping", "stand-out", "stands out from the crowd", "striking", "memorable",
            "unmissable", "arresting", "impactful", "high-impact", "with impact", "makes an impact", "wow",
            "wow factor",
            "wow effect",
        ],
        "remedy": "Say what catches it: a colour, a scale, a gesture.",
    },
    "quality": {
        "words": [
            "premium", "high-end", "luxurious", "luxury", "luxe", "upscale", "upmarket", "exclusive", "sophisticated",
            "classy", "posh", "elevated", "refined", "top-notch", "first-class", "deluxe", "prestigious", "hochwertig",
            "haut de gamme", "high-class",
        ],
        "but": [
            "premium plan", "premium plans", "premium tier", "premium account", "premium member", "premium members",
            "go premium", "premium users", "premium seat", "premium seats", "premium economy", "refined sugar",
            "refined oil", "elevated walkway", "elevated railway", "elevated road", "elevated train", "elevated view",
        ],
        "remedy": "Name materials, light and how much is left empty.",
    },
    "playfulness": {
        "words": ["playful", "quirky", "whimsical", "cheeky", "tongue-in-cheek", "zany", "wacky", "verspielt"],
        "remedy": "Name the gesture, the colour or the odd thing out.",
    },
    "fun": {
        "words": ["fun", "having fun", "having a good time", "having a great time", "good times", "enjoying life",
                  "living life", "being happy", "living their best life", "loving it", "happy people"],
        "but": ["fun run", "fun fair"],
        "fields": _SEEN,
        "remedy": "Say what they are doing, as two friends racing paper boats.",
    },
    "praise": {
        "words": [
            "stunning", "beautiful", "amazing", "awesome", "gorgeous", "fantastic", "fabulous", "incredible",
            "breathtaking", "wonderful", "lovely", "spectacular", "epic", "iconic", "sexy", "attractive", "appealing",
            "pretty picture", "great-looking", "good-looking", "nice-looking", "ansprechend", "perfect picture",
            "unique", "outstanding", "magical", "mesmerising", "mesmerizing", "delightful",
        ],
        "fields": _SEEN,
        "remedy": "Say what is to be seen.",
    },
    "praise-alone": {
        "words": ["nice", "cool", "great", "good", "special", "interesting", "different", "creative", "original",
                  "happy", "positive", "pleasant", "schön"],
        "alone": True,
        "fields": _SEEN,
        "remedy": "Say what somebody would see that makes it so.",
    },
    "not-named": {
        "words": [
            "something", "something nice", "something cool", "something different", "stuff", "things like that",
            "some visuals", "visuals", "some images", "some pictures", "imagery", "key visual", "creatives",
            "whatever", "whatever works", "anything goes", "some kind of", "some sort of", "irgendetwas",
            "quelque chose",
        ],
        "fields": ["subject", "environment", "composition", "mood", "style", "title"],
        "but": ["something blue", "start something", "make something",
                "build something", "something new", "create something", "know something", "say something",
                "something to", "table of contents"],
        "remedy": "Say who or what it is.",
    },
    "unnamed-product": {
        "words": ["the app", "our app", "the product", "our product", "our products", "the service", "our service",
                  "our platform", "our solution", "our offering", "our tool", "the platform", "the software"],
        "fields": ["subject"],
        "unless": {"reference": ["product", "subject"]},
        "remedy": "Say what is to be seen of it: a phone in a hand, one screen, the box.",
    },
    "modern": {
        "words": ["modern", "contemporary", "up-to-date", "fresh and modern", "sleek", "minimalistic feel"],
        "alone": True,
        "fields": _SEEN,
        "remedy": "Name the furniture, the material or the decade.",
    },
    "future": {
        "words": ["futuristic", "future-proof", "high-tech", "hi-tech", "techy", "space-age", "next-gen",
                  "next-generation", "cutting-edge", "state-of-the-art", "forward-looking", "zukunftsweisend"],
        "remedy": "Name the object or the material that is of the future.",
    },
    "novelty": {
        "words": ["innovative", "revolutionary", "groundbreaking", "game-changing", "game-changer", "disruptive",
                  "next-level", "out-of-the-box", "outside the box", "visionary", "innovativ"],
        "remedy": "Name the thing that is new.",
    },
    "movement": {
        "words": ["dynamic", "energetic feel", "full of energy", "high-energy", "action-packed", "lively feel"],
        "but": ["dynamic range", "dynamic type", "dynamic island"],
        "remedy": "Name the movement and its direction.",
    },
    "our-way": {
        "words": [
            "our vibe", "vibe", "vibes", "vibey", "on-brand", "our style", "our look", "our look and feel",
            "look and feel", "our usual style", "usual style", "as usual", "like last time", "same as last time",
            "same as before", "as always", "you know us", "you know our", "brand feel", "our brand feel",
            "in our brand", "fits the brand", "our identity", "corporate identity", "our ci", "our tone",
        ],
        "remedy": "Choose a style pack, or add a reference; it holds what the brand looks like.",
    },
    "who": {
        "words": [
            "diverse", "diversity", "inclusive", "real people", "normal people", "everyday people", "ordinary people",
            "regular people", "all kinds of people", "people of all kinds", "target audience", "target group",
            "our audience", "our users", "our customers", "our target", "millennials", "gen z", "young professionals",
            "modern family", "typical family", "typical user", "typical users", "consumers", "end users",
        ],
        "fields": ["message", "subject", "people", "environment", "mood", "style", "title"],
        "but": ["inclusive of", "diverse range of", "diverse landscape", "diverse landscapes", "diverse habitats"],
        "remedy": "Say who they are: ages and roles, or “any, mixed”.",
        "use": "any, mixed",
    },
    "likeable": {
        "words": ["authentic", "genuine feel", "relatable", "aspirational", "inspirational", "inspiring", "engaging",
                  "emotional", "feel-good", "heartwarming", "heart-warming", "human touch", "approachable",
                  "storytelling", "tells a story", "authentisch", "lifestyle feel", "lifestyle vibe"],
        "fields": _SEEN,
        "remedy": "Say what happens in the picture, and between whom.",
    },
    "business": {
        "words": ["professional", "corporate", "businesslike", "serious look", "trustworthy", "reliable look",
                  "credible", "seriös"],
        "alone": True,
        "fields": _SEEN,
        "remedy": "Say what is seen that makes it so: clothes, a room, a posture.",
    },
    "jargon": {
        "words": ["synergy", "synergies", "holistic", "seamless experience", "seamlessly", "empower", "empowering",
                  "empowerment", "best-in-class", "best-of-breed", "world-class", "leverage", "value proposition",
                  "customer-centric", "user-centric", "digital transformation", "paradigm", "frictionless",
                  "turnkey", "end-to-end solution", "one-stop shop", "solutions provider", "360 campaign"],
        "remedy": "Say what somebody does with it, in words they would use.",
    },
    "trend": {
        "words": ["trendy", "hip", "edgy", "on-trend", "stylish", "fashionable", "fancy", "instagrammable",
                  "instagram-worthy", "aesthetic", "youthful", "young and fresh", "hipster", "viral"],
        "but": ["hip joint", "hip bone", "hip flask", "on the hip", "at the hip", "rose hip", "hip roof",
                "viral infection"],
        "remedy": "Name the year, the colours or the things that make it so.",
    },
    "colourful": {
        "words": ["colourful", "colorful", "vibrant", "vivid colours", "bright colours", "bright colors",
            "bold colours",
                  "bold colors", "nice colours", "warm colours", "warm colors", "our colours", "brand colours",
                  "brand colors", "farbenfroh"],
        "alone": True,
        "fields": _SEEN,
        "remedy": "Name two or three colours and what has them.",
    },
    "pop": {
        "words": ["make it pop", "makes it pop", "make them pop", "make her pop", "make him pop", "pops", "should pop",
                  "must pop", "really pops", "that pop", "more pop", "some pop", "pop more", "jump off the page",
                  "jumps off the page", "make it sing", "some sparkle", "more sparkle", "some magic", "more oomph",
                  "oomph", "pizzazz", "jazz it up", "spice it up", "punchy", "more punch", "some punch"],
        "remedy": "Name the colour or the contrast, and where it goes.",
    },
    "prompt-speak": {
        "words": ["masterpiece", "award-winning", "trending on artstation", "artstation", "best quality",
                  "high quality", "highest quality", "high-quality", "ultra-detailed", "highly detailed",
                  "hyper-detailed",
                  "8k", "hi-res", "high-res", "high resolution", "ultra realistic", "photorealistic masterpiece",
                  "unreal engine", "octane render"],
        "fields": ["subject", "environment", "composition", "light", "mood", "style"],
        "remedy": "Leave it out: the prompt template and the placement see to it. Say what is to be seen.",
    },
    "like-others": {
        "words": ["like apple", "apple-like", "apple style", "apple-esque", "like nike", "nike style", "like airbnb",
                  "like our competitors", "like the competition", "like our competitor", "pinterest style",
                  "pinterest-like", "wes anderson", "in the style of", "à la", "like the other one",
                  "like everyone else",
                  "you get the idea", "you know what i mean", "if you know what i mean"],
        "but": ["pie à la", "à la carte", "à la mode"],
        "remedy": "Add a reference, and note what of it is meant: its light, its crop, its colours.",
    },
    "hedge": {
        "words": ["maybe", "perhaps", "possibly", "if possible", "ideally", "or something", "or similar", "or so",
                  "something like", "kind of", "sort of", "tbd", "tbc", "tba", "to be decided", "to be confirmed",
                  "to be defined", "not sure", "not sure yet", "we will see", "up to you", "you decide", "your choice",
                  "surprise us", "surprise me", "feel free", "open to ideas", "open to suggestions", "as you like",
                  "either or", "and/or", "vielleicht", "peut-être"],
        "fields": _TITLE_TOO,
        "but": ["a kind of", "one kind of", "this kind of", "every kind of", "some kind of", "some sort of",
                "this sort of", "kind of people", "three kinds of"],
        "remedy": "Decide, or leave it out.",
    },
    "unfinished": {
        "words": ["etc", "and so on", "and so forth", "and the like", "and such", "and more", "usw", "lorem ipsum",
                  "xxx", "placeholder text", "to follow", "see email", "see attached", "see attachment", "as discussed",
                  "as agreed", "see below", "see brief", "see deck", "see above"],
        "fields": _TITLE_TOO,
        "but": ["to follow the", "to follow a", "and more than"],
        "remedy": "Finish the list: what is not written here reaches nobody.",
    },
    "where": {
        "words": ["for socials", "for social", "socials", "socials mostly", "for socials mostly", "mostly social",
                  "mostly socials", "mainly social", "mainly socials", "social mostly", "all channels", "every channel",
                  "all platforms", "all formats", "various formats", "different formats", "usual formats",
                  "the usual sizes", "usual sizes", "different sizes", "all sizes", "digital and print", "a banner",
                  "some banners", "for online", "for digital", "for the web", "omnichannel", "cross-channel"],
        "fields": ["message", "composition", "mood", "style", "title"],
        "but": ["hold a banner", "holds a banner", "holding a banner", "under a banner", "carry a banner"],
        "remedy": "Name each place it goes, as a placement: it brings its size and its safe areas.",
    },
    "deadline": {
        "words": ["as soon as possible", "asap", "urgent", "urgently", "by tomorrow", "by yesterday", "end of week",
                  "end of the week", "by friday", "by monday", "next week", "right away", "very soon",
                  "quick turnaround",
                  "rush job", "no rush", "eod", "eow", "yesterday please", "so schnell wie möglich",
                  "dès que possible"],
        "fields": _TITLE_TOO,
        "remedy": "Give dates: from when to when it runs, under Markets, dates, use.",
    },
    "season": {
        "words": ["spring", "springtime", "summer", "summery", "autumn", "autumnal", "fall season", "winter", "wintry",
                  "christmas", "christmassy", "easter", "seasonal", "festive", "holiday season", "frühling",
                  "printemps"],
        "fields": ["message", "subject", "mood", "style", "title"],
        "but": ["spring water", "spring-loaded", "coil spring", "hot spring", "summer house", "winter garden",
                "winter coat", "winter tyre", "winter tyres", "summer dress", "spring onion", "spring onions"],
        "unless": {
            "any": [
                {"says": _THINGS_OF_SEASONS, "in": ["subject", "environment", "composition"]},
                {"longer_than": ["environment", 15]},
            ]
        },
        "remedy": "Say by what it is seen: a tree in blossom, wet pavement, a thing somebody wears.",
    },
    "atmosphere": {
        "words": ["atmosphere", "atmospheric", "ambience", "mood lighting", "nice light", "good light", "great light",
                  "beautiful light", "nice lighting", "good lighting", "perfect lighting", "dramatic lighting",
                  "cinematic lighting", "professional lighting", "natural feel", "flattering light"],
        "fields": ["light", "mood"],
        "alone": True,
        "remedy": "Say where the light comes from, how hard it is, and what it leaves dark.",
    },
    "place": {
        "words": ["nice place", "nice location", "cool location", "cool place", "somewhere", "somewhere nice",
            "anywhere",
                  "any place", "some office", "generic background", "nice background", "interesting background",
                  "suitable background", "suitable location", "neutral environment", "lifestyle setting",
                  "everyday setting", "urban setting", "natural setting", "relevant setting"],
        "fields": ["environment", "composition"],
        "remedy": "Name the place: indoors or out, what stands there, the time of day.",
    },
    "framing": {
        "words": ["good composition", "nice composition", "interesting composition", "interesting angle",
                  "interesting angles", "cool angle", "different angle", "different angles", "various angles",
                  "creative angle", "unusual angle", "dynamic composition", "balanced composition", "enough space",
                  "some space", "lots of space", "plenty of white space"],
        "fields": ["composition", "style"],
        "remedy": "Say from where it is seen, what stands in front, and what stays empty.",
    },
    "clean": {
        "words": ["clean look", "clean and simple", "clean and modern", "clean design", "clean style",
            "simple and clean",
                  "minimal feel", "less is more", "not too busy", "not cluttered", "uncluttered feel", "tidy look"],
        "remedy": "Say how many things are in the picture, and how much of it stays empty.",
    },
}  # fmt: skip
