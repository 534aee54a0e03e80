"""The short name of composing: what plans a picture's arrangement and camera."""

from __future__ import annotations

from generation.engine.previz.composing.pool import Choice, choose, composed, settle, stage_group
from generation.engine.previz.composing.proposals import Proposal, camera_for
from generation.engine.previz.composing.wishes import free_area, room_for, rules_for
from generation.engine.previz.stage.subjects import Group, arrange, arrangements, family

__all__ = [
    "Choice", "Group", "Proposal", "arrange", "arrangements", "camera_for", "choose", "composed", "family", "free_area",
    "room_for", "rules_for", "settle", "stage_group",
]  # fmt: skip
