"""Nouns for things/storage.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("shelf", "shelf", "shelve|shelving|wall of books", most=3),
    noun("bookcase", "bookcase", "bookshelf|book shelf", most=4),
    noun("cabinet", "cabinet", "cupboard|larder|armoire", most=3),
    noun("sideboard", "sideboard", "credenza|buffet|media console", most=1),
    noun("wardrobe", "wardrobe", "closet", most=2),
    noun("chest of drawers", "drawers", "drawer|dresser|commode|bureau", most=2),
    noun("filing cabinet", "filing_cabinet", "file cabinet|filing drawer", most=5),
    noun("locker", "locker", "school locker|row of locker|gym locker", most=3),
    noun(
        "archive rack",
        "archive_rack",
        "archive box|archive shelf|storage rack|warehouse rack|racking|storage shelf",
        most=4,
    ),
    noun("counter", "counter", "shop counter|sales counter|checkout|till", most=1),
    noun("reception desk", "reception_desk", "reception|front desk|welcome desk|information desk", most=1),
    noun("bar", "bar_counter", "bar counter|cocktail bar|pub|saloon", most=1),
    noun("lectern", "lectern", "pulpit|speaker stand|rostrum", most=1),
    noun("coat rack", "coat_rack", "coat stand|hat stand|clothes stand", most=2),
    noun("safe", "safe", "strongbox|vault|bank vault", most=1),
)
