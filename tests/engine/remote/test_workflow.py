"""A workflow is data: read with suspicion, and filled by place."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from generation.engine.remote import workflow
from generation.engine.remote.workflow import BadWorkflow
from tests.engine.remote.conftest import SLOTS, WORKFLOW


@pytest.mark.parametrize(("data", "says"), [
    (b"", "not JSON"), (b"\xff\xfe", "not JSON"), (b"[" * 100_000, "not JSON"), (b'{"a": NaN}', "not JSON"),
    (b"1" * 10_000, "not JSON"), (b"[]", "an object of nodes"), (b"{}", "an object of nodes"),
    (json.dumps({"nodes": [], "links": []}).encode(), "editor"),
    (json.dumps({"6": {"class_type": "X"}}).encode(), "lacks"),
    (json.dumps({"6": 1}).encode(), "lacks"),
    (json.dumps({str(n): {"class_type": "X", "inputs": {}} for n in range(600)}).encode(), "600 nodes"),
    (b" " * 1_000_001, "1 MB"),
])  # fmt: skip
def test_an_upload_that_is_no_workflow_says_so(data: bytes, says: str) -> None:
    with pytest.raises(BadWorkflow, match=says):
        workflow.read(data)


@pytest.mark.parametrize(("slots", "says"), [
    ([], "an object is needed"), ({"colour": ["6", "inputs", "text"]}, "not one"),
    ({**SLOTS, "seed": ["3", "inputs"]}, "takes a node"), ({**SLOTS, "seed": ["3", "class_type", "x"]}, "Only inputs"),
    ({**SLOTS, "seed": [3, "inputs", "seed"]}, "takes a node"), ({"positive": SLOTS["positive"]}, "seed must be named"),
    ({**SLOTS, "mask": ["11", "inputs", "image"]}, "needs a start"),
    ({**SLOTS, "seed": ["99", "inputs", "seed"]}, "node 99"),
    ({**SLOTS, "seed": ["3", "inputs", "__class__"]}, "does not have"),
    ({**SLOTS, "positive": ["3", "inputs", "positive"]}, "wired"),
    ({**SLOTS, "negative": ["6", "inputs", "text"]}, "another slot"),
])  # fmt: skip
def test_a_slot_that_leads_nowhere_is_named(slots: Any, says: str) -> None:
    with pytest.raises(BadWorkflow, match=says):
        workflow.fits(WORKFLOW, workflow.slots_of(slots))


def test_slots_are_filled_by_place_whatever_the_words_are() -> None:
    before = copy.deepcopy(WORKFLOW)
    words = '", "inputs": {"seed": 0}, "%positive% {{seed}} \\'
    filled = workflow.fill(WORKFLOW, workflow.slots_of(SLOTS), {"positive": words, "seed": 7})
    assert filled["6"]["inputs"]["text"] == words
    assert filled["3"]["inputs"] == {**before["3"]["inputs"], "seed": 7}
    assert before == WORKFLOW, "the template stays as it was"
    assert filled["7"] == before["7"]
