"""Nouns for things/desk.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("book", "book", "novel|paperback|hardback|hardcover|textbook|guidebook|cookbook", "product", "top"),
    noun("open book", "open_book", "opened book", "product", "top"),
    noun(
        "stack of books",
        "book_stack",
        "book stack|pile of books|book pile|literature|encyclopedia|bookstack",
        "product",
        "top",
        2,
    ),
    noun("notebook", "notebook", "diary|journal|planner|sketchbook|notepad|logbook|exercise book", "product", "top"),
    noun("magazine", "magazine", "brochure|catalogue|catalog|booklet|leaflet|newspaper|zine|comic", "product", "top"),
    noun(
        "paper",
        "paper_sheet",
        "sheet of paper|document|contract|report|invoice|certificate|page of paper|paperwork|receipt",
        "product",
        "top",
    ),
    noun("folder", "folder", "file folder|binder|portfolio|dossier", "product", "top"),
    noun("envelope", "envelope", "post letter|invitation|newsletter|greeting card|postcard", "product", "top"),
    noun("pen", "pen", "fountain pen|ballpoint|biro|stylus|marker", "product", "top"),
    noun("pencil", "pencil", "crayon|coloured pencil|colored pencil", "product", "top"),
    noun(
        "pen pot",
        "pen_pot",
        "pencil cup|pencil holder|stationery|pen holder|pencil pot|school supply|office supply",
        "product",
        "top",
    ),
    noun("scissors", "scissors", "scissor|pair of scissors|shears", "product", "top"),
    noun("clipboard", "clipboard", "checklist|to-do list|questionnaire|todo list", "product", "top"),
    noun("calendar", "calendar", "desk calendar|almanac", "product", "top"),
    noun("sticky note", "sticky_notes", "post-it|post-it note|memo|memo pad", "product", "top", 2),
    noun("calculator", "calculator", "pocket calculator|adding machine", "product", "top"),
    noun("stapler", "stapler", "hole punch", "product", "top"),
    noun("stamp", "stamp", "rubber stamp|seal stamp", "product", "top"),
    noun("paint palette", "paint_tray", "painter's palette|artist palette|watercolour|watercolor", "product", "top"),
)
