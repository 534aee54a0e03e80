"""Places with a roof, and the studio: sets/office, home, public, culture, work, studio and abstract dress them."""

from __future__ import annotations

from generation.engine.previz.lexicon.place import Place, place

PLACES: tuple[Place, ...] = (
    place(
        "office",
        "office|workplace|workspace|coworking|headquarters|city skyline|open-plan|startup|agency",
        "dusk",
        "table",
    ),
    place(
        "meeting room",
        "meeting room|boardroom|board room|conference room|conference|long table|team meeting|a meeting|war room",
        "dusk",
        "table",
    ),
    place("room", "room|home|interior|flat share|apartment|house interior|indoors", "midday", "table"),
    place("living room", "living room|lounge|sitting room|family room|fireside|sofa", "golden", "table"),
    place("bedroom", "bedroom|bedside|hotel room|nursery|bed", "morning", "table"),
    place("kitchen", "kitchen|kitchenette|countertop|worktop|breakfast table|pantry|cooking", "morning", "table"),
    place("bathroom", "bathroom|spa|shower|washroom|bath|basin|vanity|sauna|wellness", "morning", "table"),
    place("loft", "loft|window|by a window|windowsill|attic|penthouse|atelier", "overcast", "table"),
    place(
        "cafe",
        "cafe|café|coffee shop|restaurant|bistro|cocktail bar|wine bar|diner|canteen|pub|bakery|coffeehouse",
        "golden",
        "table",
    ),
    place(
        "shop",
        "shop|a store|the store|clothing store|retail|boutique|showroom|supermarket|shopfront|pharmacy|mall",
        "midday",
        "table",
    ),
    place("gallery", "gallery|museum|exhibition|art gallery|exhibit|vernissage", "midday", "table"),
    place("archive", "archive|records room|vault|depot|stacks|storage room|document store", "night", "table"),
    place("library", "library|reading room|bookshop|bookstore|study", "golden", "table"),
    place("lobby", "lobby|hotel lobby|reception|foyer|hotel|entrance hall|atrium|concourse", "golden", "table"),
    place("corridor", "corridor|hallway|passage|hall way|aisle|tunnel", "midday", "plinth"),
    place(
        "chapel interior",
        "chapel interior|inside a chapel|church interior|cathedral|nave|cloister|sanctuary|crypt",
        "morning",
        "table",
    ),
    place(
        "auditorium",
        "auditorium|stage|theatre|theater|concert|conference stage|keynote|podium talk|arena",
        "night",
        "table",
    ),
    place(
        "greenhouse",
        "greenhouse|conservatory|glasshouse|winter garden|orangery|hothouse|plant nursery",
        "morning",
        "table",
    ),
    place(
        "warehouse",
        "warehouse|factory|factory hall|plant hall|hangar|production line|industrial hall|logistics",
        "overcast",
        "table",
    ),
    place(
        "workshop",
        "workshop|makerspace|garage|studio workshop|joinery|carpentry|craft room|maker space|toolshed",
        "golden",
        "table",
    ),
    place("classroom", "classroom|school|lecture hall|seminar|training room|university|lecture", "midday", "table"),
    place(
        "laboratory",
        "laboratory|lab|clinic|hospital|clean room|cleanroom|doctor's office|surgery|dentist|practice",
        "midday",
        "table",
    ),
    place(
        "gym",
        "gym|fitness studio|training hall|sports hall|weights room|yoga studio|boxing gym|workout",
        "morning",
        "table",
    ),
    place(
        "server room",
        "server room|data centre|data center|datacenter|datacentre|server|server rack|mainframe",
        "night",
        "table",
    ),
    place(
        "studio",
        "studio|sweep|backdrop|cyclorama|seamless|white background|plain background|pack shot|marketplace|still life",
    ),
    place("podium", "podium|podiums|pedestal set|plinths and arches|display set|stacked cylinders|geometric set"),
    place(
        "corner",
        "colour corner|color corner|coloured corner|colored corner|two-tone|colour block|color block|colour-block",
    ),
    place("curtain", "curtain|drape|velvet curtain|curtain backdrop|fabric backdrop|draped"),
    place("mirror", "water mirror|shallow water|reflecting pool|on water|mirror table", support=""),
    place("dark stage", "dark stage|black background|black studio|dark studio|black backdrop|low-key studio|on black"),
    place("abstract", "abstract|abstract field|gradient|spheres|ribbons|abstract background", support=""),
    place("paper", "paper cut|paper-cut|papercut|paper craft|papercraft|paper waves|layered paper|paper art"),
    place("floating", "floating|levitating|weightless|mid-air|zero gravity|suspended|hovering", support=""),
    place("flat", "flat illustration|empty state|empty-state|icon|spot illustration|flat|ui illustration|no gradient"),
)
