"""Nouns for things/devices.py and things/office.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun(
        "display",
        "display",
        "transparent display|screen|touchscreen|dashboard|video wall|glass board|interface|ui|canvas|data wall",
        "product",
    ),
    noun(
        "phone",
        "phone",
        "smartphone|mobile|mobile phone|cell phone|app|iphone|handset|cellphone|mobile app|android phone",
        "product",
        "top",
    ),
    noun("tablet", "tablet", "ipad|tablet computer|tablet pc", "product", "top"),
    noun(
        "laptop",
        "laptop",
        "computer|macbook|laptop computer|notebook computer|ultrabook",
        "product",
        "top",
    ),
    noun(
        "monitor", "monitor", "desktop computer|computer screen|desktop screen|imac|computer monitor", "product", "top"
    ),
    noun("television", "television", "tv|connected tv|flat screen|smart tv|tv screen|telly", "product", "top"),
    noun(
        "smart watch", "smart_watch", "smartwatch|fitness tracker|apple watch|wearable|sports watch", "product", "top"
    ),
    noun("e-reader", "e_reader", "ebook|e-book|kindle|e-book reader|ebook reader", "product", "top"),
    noun("keyboard", "keyboard", "computer keyboard|mechanical keyboard", "product", "top"),
    noun("mouse", "mouse", "computer mouse|wireless mouse", "product", "top"),
    noun("printer", "printer", "copier|scanner|photocopier|inkjet", "product", "top"),
    noun("router", "router", "wifi router|wlan router|modem|internet box|wi-fi router|hotspot", "product", "top"),
    noun(
        "server",
        "server_rack",
        "server rack|data centre|data center|mainframe|rack|server cabinet|data centre rack",
        "product",
        most=6,
    ),
    noun("projector", "projector", "beamer|video projector", "product", "top"),
)
