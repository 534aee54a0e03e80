"""Nouns for things/desk.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun(
        "book", "book", "novel|paperback|hardback|hardcover|textbook|guidebook|cookbook|bible|album", "product", "top"
    ),
    noun("open book", "open_book", "opened book|reading book", "product", "top"),
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
        "sheet of paper|document|contract|letter|report|invoice|form|certificate|page of paper|paperwork|receipt",
        "product",
        "top",
    ),
    noun("folder", "folder", "file folder|file|binder|portfolio|dossier", "product", "top"),
    noun("envelope", "envelope", "mail|post letter|invitation|newsletter|greeting card|postcard", "product", "top"),
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
    noun("clipboard", "clipboard", "checklist|to-do list|survey|questionnaire|todo list|exam", "product", "top"),
    noun("calendar", "calendar", "desk calendar|almanac|schedule|agenda|appointment", "product", "top"),
    noun("sticky note", "sticky_notes", "post-it|post-it note|memo|memo pad", "product", "top", 2),
    noun("calculator", "calculator", "pocket calculator|adding machine|tax|accounting|budget", "product", "top"),
    noun("stapler", "stapler", "hole punch", "product", "top"),
    noun("stamp", "stamp", "rubber stamp|seal stamp", "product", "top"),
    noun("paint palette", "paint_tray", "painter's palette|artist palette|watercolour|watercolor", "product", "top"),
)
