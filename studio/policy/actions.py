"""Rules are drafted, tried, published and retired. A published version never changes; editing makes the next number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from studio.lib import events
from studio.lib.canonical import digest
from studio.lib.problems import BadInput, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require
from studio.policy.language import Unreadable, parse
from studio.policy.language.facts import MOMENTS
from studio.policy.models import Effect, Rule, RuleVersion

VERB: Final = "keep policies"
SAYS: Final = (
    "condition", "effect", "asks", "moments", "sentence", "remedy", "source", "source_url", "read_on", "second_hand",
    "valid_from", "valid_to",
)  # fmt: skip
GATES: Final = ("brand", "legal")
CORNERS: Final = ("bottom-left", "bottom-right", "top-left", "top-right")


def digest_of(version: RuleVersion) -> str:
    """SHA-256 over all that a version says."""
    said = {name: getattr(version, name) for name in SAYS}
    return digest({name: value.isoformat() if isinstance(value, dt.date) else value for name, value in said.items()})


def clean(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a version says, as it is stored. Raises BadInput, the field named."""
    faults: dict[str, str] = {}
    found = {name: said.get(name) for name in SAYS}
    condition = found["condition"] = str(found["condition"] or "").replace("\x00", "")
    try:
        parse(condition)
    except Unreadable as error:
        faults["condition"] = str(error)
    if found["effect"] not in Effect.values:
        faults["effect"] = f"Effect: choose one of {', '.join(Effect.labels).lower()}."
    for name, most in (("sentence", 300), ("source", 200)):
        text = " ".join(str(found[name] or "").split())
        if not text:
            faults[name] = (
                f"{name.capitalize()}: say {'what is wrong' if name == 'sentence' else 'where it is written'}."
            )
        elif len(text) > most or "\x00" in text:
            faults[name] = f"{name.capitalize()}: keep it under {most} characters."
        found[name] = text
    found["remedy"] = " ".join(str(found["remedy"] or "").split())[:300].replace("\x00", "")
    found["source_url"] = _address(str(found["source_url"] or ""), faults)
    unknown = sorted(set(found["moments"] or []) - set(MOMENTS))
    if unknown:
        faults["moments"] = f"Moments: “{unknown[0]}” is none. Choose from {', '.join(MOMENTS)}."
    found["moments"] = [one for one in MOMENTS if one in (found["moments"] or [])]
    for name in ("read_on", "valid_from", "valid_to"):
        found[name] = _day(name, found[name], faults, needed=name == "read_on")
    if found["valid_from"] and found["valid_to"] and found["valid_to"] < found["valid_from"]:
        faults["valid_to"] = "Valid to: the last day is before the first. Change one of them."
    found["second_hand"] = bool(found["second_hand"])
    found["asks"] = _asks(found, faults)
    if faults:
        raise BadInput(fields={name: [sentence] for name, sentence in faults.items()})
    return found


def _text(value: Any, most: int) -> str:
    return str(value).replace("\x00", "")[:most]


def _address(text: str, faults: dict[str, str]) -> str:
    if text and not re.fullmatch(r"https?://[^\s<>\"\x00]{1,480}", text):
        faults["source_url"] = "Source address: begin it with https://, without spaces."
    return text


def _day(name: str, value: Any, faults: dict[str, str], *, needed: bool) -> dt.date | None:
    label = name.replace("_", " ").capitalize()
    if isinstance(value, dt.date):
        return value
    if not value:
        if needed:
            faults[name] = f"{label}: say on which day the source was read."
        return None
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        faults[name] = f"{label}: write the day as 2026-08-02."
        return None


def _asks(found: Mapping[str, Any], faults: dict[str, str]) -> dict[str, Any]:
    """What an effect asks for, and nothing that it does not know."""
    asks = found["asks"] if isinstance(found["asks"], Mapping) else {}
    if found["effect"] == Effect.GATE:
        if asks.get("gate") not in GATES:
            faults["asks"] = f"Gate: choose one of {', '.join(GATES)}."
        return {"gate": asks.get("gate")}
    if found["effect"] == Effect.METADATA:
        fields = [str(one) for one in asks.get("fields", []) if re.fullmatch(r"[A-Za-z0-9_:.]{1,60}", str(one))]
        if not fields:
            faults["asks"] = "Metadata: name the fields that the files must carry."
        return {"fields": fields}
    if found["effect"] == Effect.DISCLOSE:
        share = asks.get("share", 0.03)
        if not isinstance(share, int | float) or isinstance(share, bool) or not 0.01 <= share <= 0.2:
            faults["asks"] = "Disclosure: its height is 0.01 to 0.2 of the shortest side."
        words = {_text(k, 20): _text(v, 120) for k, v in dict(asks.get("words") or {}).items()}
        return {"share": share, "words": words, **_where(asks, words, faults)}
    return {}


def _where(asks: Mapping[str, Any], words: Mapping[str, str], faults: dict[str, str]) -> dict[str, Any]:
    """Of a label, what stands only where it is said: the markets it is for, the language of files whose own has no
    words, and the corner it should stand in."""
    found: dict[str, Any] = {}
    if markets := [str(one) for one in asks.get("markets") or []]:
        unknown = [one for one in markets if not re.fullmatch(r"[A-Z]{2}", one)]
        if unknown:
            faults["asks"] = f"Disclosure: “{_text(unknown[0], 20)}” is no market. Write CN, or EU for its members."
        found["markets"] = markets
    if language := str(asks.get("language") or ""):
        if language not in words:
            faults["asks"] = f"Disclosure: give the label words in “{_text(language, 20)}”, or name another language."
        found["language"] = language
    if corner := str(asks.get("corner") or ""):
        if corner not in CORNERS:
            faults["asks"] = f"Disclosure: the label's corner is one of {', '.join(CORNERS)}."
        found["corner"] = corner
    return found


@transaction.atomic
def draft(said: Mapping[str, Any], *, brand: Brand, name: str, by: User, rule: Rule | None = None) -> RuleVersion:
    """A new rule of a brand, or the next version of one. A draft that is there already is written over."""
    require(by, VERB, brand)
    found = clean(said)
    if rule is None:
        rule = _new(name, brand)
    elif rule.brand_id != brand.pk:
        raise BadInput("This rule is everybody's. Copy it to change it for this brand.", field="name")
    elif rule.retired_at:
        raise WrongState("This rule is retired. Make a new one.")
    version = rule.versions.filter(published_at=None).first() or RuleVersion(
        rule=rule, number=(rule.versions.count() or 0) + 1
    )
    for key, value in {**found, "note": str(said.get("note") or "")[:200].replace("\x00", "")}.items():
        setattr(version, key, value)
    version.digest = digest_of(version)
    version.save()
    events.record("draft", version, by=by, brand=brand, rule=rule.slug, number=version.number)
    return version


def _new(name: str, brand: Brand) -> Rule:
    name = " ".join(name.replace("\x00", "").split())
    slug = slugify(name)[:80]
    if not slug or len(name) > 120:
        raise BadInput("Name: give the rule a name of up to 120 characters, with letters in it.", field="name")
    if Rule.objects.filter(brand=brand, slug=slug).exists():
        raise BadInput(f"Name: {brand.name} has a rule “{name}” already. Edit that one.", field="name")
    return Rule.objects.create(brand=brand, slug=slug, name=name)


@transaction.atomic
def publish(version: RuleVersion, *, by: User) -> RuleVersion:
    """From now on it is asked. Raises WrongState when it is published already."""
    brand = version.rule.brand
    if brand is None:
        raise WrongState("The house's rules are published as they come.")
    require(by, VERB, brand)
    waiting = RuleVersion.objects.filter(pk=version.pk, published_at=None)
    if not waiting.update(published_at=timezone.now(), published_by=by):
        raise WrongState("This version is published already. Edit the rule to make the next one.")
    version.refresh_from_db()
    events.record("publish", version, by=by, brand=brand, rule=version.rule.slug, digest=version.digest)
    return version


@transaction.atomic
def retire(rule: Rule, *, by: User) -> Rule:
    """It is asked no more. What it once decided stays as it was."""
    if rule.brand is None:
        raise WrongState(
            "A rule of the house is everybody's and stays. Where it is wrong, write to whoever keeps this."
        )
    require(by, VERB, rule.brand)
    if not Rule.objects.filter(pk=rule.pk, retired_at=None).update(retired_at=timezone.now()):
        raise WrongState("This rule is retired already.")
    rule.refresh_from_db()
    events.record("retire", rule, by=by, brand=rule.brand, slug=rule.slug)
    return rule
