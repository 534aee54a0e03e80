"""Nouns for things/stalls.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("tent", "tent", "camping tent|camp|tipi|teepee|yurt", most=3),
    noun("market stall", "market_stall", "stall|market stand|fruit stand|farmers market|market booth", most=3),
    noun("kiosk", "kiosk", "newsstand|news stand|pavilion|ticket booth", most=2),
    noun("bus stop", "bus_stop", "bus shelter|tram stop|shelter", most=1),
    noun("phone box", "phone_box", "telephone box|phone booth|telephone booth", most=2),
    noun("parasol", "parasol", "beach parasol|sunshade|garden umbrella|cafe umbrella", most=4),
)
