"""What the pages send, read into documents. The rules themselves are in spec, placement and style."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import QueryDict

from briefs.models import BriefTemplate, Campaign
from briefs.spec import COPY_LIMITS, TITLE_LIMIT
from studio.people.models import Brand
from studio.people.roles import MAY

TEXTS = (
    "title", "job", "message", "subject", "shot", "people", "environment", "composition", "light", "mood",
    "copy_space", "subject_position", "horizon", "style_pack", "flight_from", "flight_to", "use_class",
)  # fmt: skip
LISTS = ("placements", "channels", "must_not_show", "style", "markets")
_COPY = re.compile(r"copy\.([A-Za-z-]{2,12})\.([a-z]{2,10})")


def patch_from(post: QueryDict) -> dict[str, Any]:
    """The fields that the form sent, as a draft document. Fields that are not in the form are not in the patch.

    Lists come as repeated names, where an empty entry says only that the field is in the form; `remove` is
    “field:entry”, `add_locale` a language.
    """
    patch: dict[str, Any] = {name: post[name] for name in TEXTS if name in post}
    for name in LISTS:
        if name in post:
            patch[name] = [item for item in post.getlist(name) if item.strip()]
    if "safe_margins" in post:
        patch["safe_margins"] = _percent(str(post["safe_margins"]))
    if "copy" in post:
        patch["copy"] = _copy(post)
    field, _, entry = post.get("remove", "").partition(":")
    if field in LISTS and field in patch:
        patch[field] = [item for item in patch[field] if item != entry]
    elif field == "copy" and "copy" in patch:
        patch["copy"].pop(entry, None)
    return patch


def _percent(text: str) -> float | str | None:
    """“6”, “6 %” or “6,5”: per cent of the width; empty: None. What is no number is left for the spec to refuse."""
    plain = text.replace("%", "").replace(",", ".").strip()
    if not plain:
        return None
    try:
        return round(float(plain) / 100, 6)
    except ValueError:
        return text


def _copy(post: QueryDict) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, value in post.items():
        match = _COPY.fullmatch(name)
        if match and match.group(2) in COPY_LIMITS:
            found.setdefault(match.group(1), {})[match.group(2)] = str(value)
    locale = post.get("add_locale", "")
    if locale:
        found.setdefault(locale, {})
    return found


class NewBriefForm(forms.Form):
    """A title, and a campaign: one that is there, or the name of a new one at a brand."""

    title = forms.CharField(label="What is it called?", max_length=TITLE_LIMIT)
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label="Campaign", required=False, empty_label="A new campaign"
    )
    name = forms.CharField(label="Name of the new campaign", max_length=TITLE_LIMIT, required=False)
    brand = forms.ModelChoiceField(
        Brand.objects.none(), label="Brand of the new campaign", required=False, empty_label=None
    )

    template = forms.ModelChoiceField(
        BriefTemplate.objects.none(), label="Begin with", required=False, empty_label="An empty brief"
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Brand.objects.filter(memberships__user=user, memberships__role__in=MAY["write a brief"]).distinct()
        campaigns = Campaign.objects.visible_to(user).filter(brand__in=mine).select_related("brand")
        self.fields["brand"].queryset = mine  # type: ignore[attr-defined]
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]
        offered = BriefTemplate.objects.visible_to(user).filter(retired=False)
        self.fields["template"].queryset = offered  # type: ignore[attr-defined]
        self.fields["campaign"].label_from_instance = lambda row: f"{row.brand} / {row.name}"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("campaign") and not (data.get("name") and data.get("brand")):
            self.add_error("campaign", "Choose a campaign, or name a new one and its brand.")
        return data
