"""A template in a sentence."""

from __future__ import annotations

from itertools import groupby

from review.gates.terms import Template, Terms


def described(template: Template) -> str:
    """ "Brand and Legal side by side, then Marketing (2 signatures, no veto)." """
    gates = sorted(template.gates, key=lambda gate: gate.stage)
    stages = [_stage(list(rows)) for _, rows in groupby(gates, key=lambda gate: gate.stage)]
    return f"{', then '.join(stages)}."


def _stage(gates: list[Terms]) -> str:
    said = [_gate(gate) for gate in gates]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]} side by side"


def _gate(gate: Terms) -> str:
    about = [f"{gate.needed} signatures"] if gate.needed > 1 else []
    about += [f"one of {len(gate.people)} people"] if gate.people and gate.needed == 1 else []
    about += [] if gate.veto else ["no veto"]
    about += ["some files"] if not gate.whole else []
    return f"{gate.name} ({', '.join(about)})" if about else gate.name
