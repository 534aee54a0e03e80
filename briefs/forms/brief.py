"""What the pages send, read into documents. The rules themselves are in spec, placement and style."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from briefs.models import BriefTemplate, Campaign
from briefs.page.stamps import seen
from briefs.spec import COPY_LIMITS, TITLE_LIMIT
from studio.lib.problems import BadInput
from studio.people.models import Brand
from studio.people.roles import MAY

TEXTS = (
    "title", "job", "message", "subject", "shot", "people", "environment", "composition", "light", "mood",
    "copy_space", "subject_position", "horizon", "style_pack", "template", "flight_from", "flight_to", "use_class",
)  # fmt: skip
LISTS = ("placements", "channels", "characters", "must_not_show", "style", "markets")
NAMES = frozenset({*TEXTS, *LISTS, "safe_margins", "copy", "hooks", "colourways", "due"})
_COPY = re.compile(r"copy\.([A-Za-z-]{2,12})\.([a-z]{2,10})")
_HOOK = re.compile(r"hook\.(\d{1,3})\.(?:name|([A-Za-z-]{2,12})\.([a-z]{2,10}))")
_HEX = re.compile(r"#[0-9A-Fa-f]{6}\b")
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Sent:
    """What the brief's page sent: the fields to change, and what it knows of the fields others changed."""

    patch: dict[str, Any]
    due: str | None  # ISO date, empty for none; None: not sent
    saves: int  # the count the form was made from
    told: int  # the count of the conflict it shows; 0: it shows none
    decided: dict[str, str]  # field -> mine, theirs
    keep: bool  # mine, whatever the field
    names: frozenset[str]  # every field that is in the form
    bases: dict[str, int]  # field -> the count it was written on, where it is not `saves`
    seen: Mapping[str, str]  # id -> stamp of what the page shows; see page.stamps
    fix: bool  # a few fields from outside the form

    @property
    def known(self) -> dict[str, int]:
        """field -> the count at which the writer has read theirs, and keeps their own."""
        mine = (*self.patch, "due") if self.keep else (n for n, whose in self.decided.items() if whose == MINE)
        return dict.fromkeys(mine, self.told)


def sent_by(post: QueryDict, *, saves: int) -> Sent:
    """Read the form. `saves` is the brief's own count, for a fix that names none. Raises BadInput.

    With `touched`, only the fields named there count as changed; without it (no JavaScript) the whole form does.
    """
    whole = patch_from(post)
    decided = {name.removeprefix("settle."): str(whose) for name, whose in post.items() if name.startswith("settle.")}
    due = str(post["due"]) if "due" in post else None
    fix = bool(post.get("fix"))
    changed = set(whole) | {"due"}
    if "touched" in post and not fix:
        changed = set(str(post["touched"]).split()) | _acted_on(post)
    changed -= {name for name, whose in decided.items() if whose == THEIRS}
    return Sent(
        patch={name: value for name, value in whole.items() if name in changed},
        due=due if "due" in changed else None,
        saves=count(post.get("saves") or (str(saves) if fix else post.get("keep") or "")),
        told=count(post.get("keep") or post.get("told") or "0"),
        decided=decided,
        keep=bool(post.get("keep")),
        names=frozenset(whole),
        bases=_bases(str(post.get("bases", ""))),
        seen=seen(str(post.get("seen", ""))),
        fix=fix,
    )


def count(text: str) -> int:
    """A count of saves as a form sends it. Raises BadInput."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadInput(
            "The form does not say which save it was made from. Reload the page and try again.", field="saves"
        )
    return int(text)


def _bases(text: str) -> dict[str, int]:
    """“subject:3 light:4”. What names no field of the form is left out. Raises BadInput where a count is none."""
    pairs = (entry.partition(":") for entry in text.split())
    return {name: count(number) for name, _, number in pairs if name in NAMES}


def _acted_on(post: QueryDict) -> set[str]:
    """The fields that a button or a list of this post is about."""
    fields = {str(post.get("remove", "")).partition(":")[0], _replaced(post)[0]}
    fields |= {name.removeprefix("add.") for name, value in post.items() if name.startswith("add.") and value}
    return fields | ({"copy"} if any(post.getlist("add_locale")) else set())


def patch_from(post: QueryDict) -> dict[str, Any]:
    """The fields that the form sent, as a draft document. Fields that are not in the form are not in the patch.

    Lists come as repeated names, where an empty entry says only that the field is in the form. `remove` is
    “field:entry”, `add_locale` a language, `add.<field>` words to add to a text, `replace` a JSON list of field, old
    words and new words.
    """
    patch: dict[str, Any] = {name: post[name] for name in TEXTS if name in post}
    for name in LISTS:
        if name in post:
            patch[name] = [item for item in post.getlist(name) if item.strip()]
    if "safe_margins" in post:
        patch["safe_margins"] = _percent(str(post["safe_margins"]))
    if "copy" in post:
        patch["copy"] = _copy(post)
    if "hooks" in post:
        patch["hooks"] = _hooks(post)
    if "colourways" in post:
        patch["colourways"] = [_colour(item) for item in post.getlist("colourways") if item.strip()]
    _act(post, patch)
    return patch


def _act(post: QueryDict, patch: dict[str, Any]) -> None:
    """What a button or a list of the form does beside sending what stands there."""
    field, _, entry = post.get("remove", "").partition(":")
    if field in LISTS and field in patch:
        patch[field] = [item for item in patch[field] if item != entry]
    elif field == "copy" and "copy" in patch:
        patch["copy"].pop(entry, None)
    elif field == "colourways" and field in patch:
        patch[field] = [item for item in patch[field] if item["name"] != entry]
    elif field == "hooks" and field in patch:  # by its place: its name may just have been changed
        patch[field] = [hook for place, hook in enumerate(patch[field]) if str(place) != entry]
    for name, words in post.items():
        text = name.removeprefix("add.")
        if name.startswith("add.") and text in TEXTS and str(words).strip():
            patch[text] = ", ".join(part for part in (str(patch.get(text, "")).strip().rstrip(","), str(words)) if part)
    field, old, new = _replaced(post)
    if field in LISTS and field in patch:
        patch[field] = [new if item == old else item for item in patch[field]]
    elif field in TEXTS and patch.get(field) == old:
        patch[field] = new


def _replaced(post: QueryDict) -> tuple[str, str, str]:
    """Field, old words and new words of the button “Use …”; empty where it was not pressed or says nothing useful."""
    try:
        change = json.loads(post.get("replace") or "null")
    except (ValueError, RecursionError):
        change = None
    if not isinstance(change, list) or len(change) != 3 or not all(isinstance(part, str) for part in change):
        return "", "", ""
    return change[0], change[1], change[2]


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
    for locale in post.getlist("add_locale"):
        if locale:
            found.setdefault(locale, {})
    return found


def _hooks(post: QueryDict) -> list[dict[str, Any]]:
    """Hooks in their order, each with the languages it says something in; `hooks` itself is the name of a new one."""
    names: dict[int, str] = {}
    copies: dict[int, dict[str, dict[str, str]]] = {}
    for name, value in post.items():
        match = _HOOK.fullmatch(name)
        if match and match.group(2) is None:
            names[int(match.group(1))] = str(value)
        elif match and match.group(3) in COPY_LIMITS and str(value).strip():
            copies.setdefault(int(match.group(1)), {}).setdefault(match.group(2), {})[match.group(3)] = str(value)
    found: list[dict[str, Any]] = [{"name": names[at], "copy": copies.get(at, {})} for at in sorted(names)]
    found += [{"name": called.strip(), "copy": {}} for called in post.getlist("hooks") if called.strip()]
    return found


def _colour(text: str) -> dict[str, str]:
    """“Kelp #2F5D50” or “#2F5D50 Kelp”. Without a colour code the spec refuses it, by name."""
    match = _HEX.search(text)
    if match is None:
        return {"name": text.strip(), "hex": text.strip()}
    return {"name": " ".join(text.replace(match.group(), " ").split()).strip(" ,"), "hex": match.group()}


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
