"""Goldens: fixed briefs and seeds in a style pack's look, rendered before it is published and held against the last.

A golden's row is the order of work, as a candidate's is. Its picture is made by the built-in engine, which every
machine has and which gives the same bytes everywhere it is replayed. The same golden is rendered in the look of the
version it is compared with, so that the two differ by the style pack alone.
"""

from __future__ import annotations

from generation.goldens.making import make, nudge_forgotten, order
from generation.goldens.planning import plan
from generation.goldens.report import Pair, Report, refuse_drift, report

__all__ = ["Pair", "Report", "make", "nudge_forgotten", "order", "plan", "refuse_drift", "report"]
