"""The part of an order that makes it go on until some pass: tests with limits, how many, and what it may cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings

from briefs.models import BriefRevision
from generation.engine.acceptance.table import TESTS, Test
from generation.search.asked import WANTED_MOST, references_of, unusable

TICKED = ("copy_space", "sharpness")  # to begin with, where they can be measured
FROM_PACK = ("copy_space",)  # measured as in finishing, so that the style pack's limit is this one's
EURO = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One test in the panel. `why` says why it cannot be measured for this brief."""

    test: Test
    tick: forms.BoundField
    limit: forms.BoundField
    why: str

    @property
    def unit(self) -> str:
        """What stands behind the limit: nothing where the unit is a pure number."""
        return self.test.unit if self.test.name in ("palette", "no_text") else ""


class SearchForm(forms.Form):
    """Fields named as generation.search.asked names them in its sentences."""

    search = forms.BooleanField(label="Go on until some pass", required=False)
    want = forms.IntegerField(label="Wanted", required=False, initial=4, min_value=1, max_value=WANTED_MOST)
    reference = forms.ChoiceField(label="Reference", required=False)
    budget_candidates = forms.IntegerField(label="Candidates", required=False, initial=40, min_value=1)
    budget_money = forms.DecimalField(label="Euro", required=False, max_digits=8, decimal_places=2)
    budget_minutes = forms.FloatField(label="Minutes", required=False, min_value=0.1)

    def __init__(self, *args: Any, revision: BriefRevision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.revision = revision
        self.why = {name: unusable(name, revision) for name in TESTS}
        named = references_of(revision)
        self.fields["reference"].choices = list(named.items())  # type: ignore[attr-defined]
        if not named:
            del self.fields["reference"]
        most = int(settings.SEARCH_MOST_CANDIDATES)
        self.fields["budget_candidates"].widget.attrs["max"] = most
        limits = revision.style_pack.document.get("checks") or {}
        for name, test in TESTS.items():
            usual = float(limits[name]) if name in FROM_PACK and name in limits else test.default
            self.fields[f"test_{name}"] = forms.BooleanField(
                label=test.label, required=False, initial=name in TICKED and not self.why[name],
                disabled=bool(self.why[name]),
            )  # fmt: skip
            step = {"min": f"{test.least:g}", "max": f"{test.most:g}", "step": "any"}
            self.fields[f"limit_{name}"] = forms.FloatField(
                label=f"{test.label}, at most", required=False, initial=f"{usual:g}", disabled=bool(self.why[name]),
                widget=forms.NumberInput(attrs=step),
            )  # fmt: skip
        for name, field in self.fields.items():
            said = f"{field.label}: give a number." if name != "reference" else "Reference: choose one of the list."
            field.error_messages |= dict.fromkeys(("invalid", "invalid_choice", "min_value", "max_value"), said)

    def rows(self) -> list[Row]:
        return [Row(test, self[f"test_{name}"], self[f"limit_{name}"], self.why[name]) for name, test in TESTS.items()]

    @property
    def on(self) -> bool:
        return bool(self.is_bound and self.data.get("search"))

    def asked(self) -> dict[str, Any]:
        """What generation.search.clean takes."""
        data = self.cleaned_data
        tests = [self._test(name) for name in TESTS if data.get(f"test_{name}")]
        money: Decimal | None = data.get("budget_money")
        budget = {
            "candidates": data.get("budget_candidates"),
            "micros": None if money is None else int(money * EURO),
            "minutes": data.get("budget_minutes"),
        }
        return {"tests": tests, "want": data.get("want"), "budget": {k: v for k, v in budget.items() if v is not None}}

    def _test(self, name: str) -> dict[str, Any]:
        limit = self.cleaned_data.get(f"limit_{name}")
        said: dict[str, Any] = {"name": name} | ({} if limit is None else {"limit": limit})
        chosen = self.cleaned_data.get("reference") if name == "similarity" else ""
        return said | ({"reference": chosen} if chosen else {})

    def refuse(self, faults: dict[str, list[str]]) -> None:
        """Sentences of BadInput beside the fields that they name."""
        for field, sentences in faults.items():
            self.add_error(field if field in self.fields else None, sentences)
