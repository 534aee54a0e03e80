"""Holding back all assets of a brand that rest on a component, letting them go again, and the drill for it."""

from __future__ import annotations

import time
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode

from dam.models import Asset, Component, Held, Holding, Lift, Recall
from dam.recall import Touched, find
from review.words import plain_words
from studio.lib import events
from studio.lib.messages import after_commit
from studio.lib.problems import BadInput, WrongState
from studio.people import notices
from studio.people.models import Brand, User
from studio.people.roles import require

VERB: Final = "quarantine assets"
LONGEST: Final = 300  # characters of a reason
AT_ONCE: Final = 2000  # events of one statement


def quarantine(brand: Brand, kind: str, key: str, *, by: User, reason: str, expected: int) -> Recall:
    """Hold back every asset of the brand that rests on the component, and tell whom it concerns. `expected`: how many
    the person was shown. What arrives with the component later is held back as well (dam/components.py).

    Raises NotAllowed, BadInput (no reason, no such component), WrongState (in quarantine already, or another number).
    """
    require(by, VERB, brand)
    reason = plain_words(reason, "reason", most=LONGEST)
    began = time.perf_counter()
    component = _component(brand, kind, key, by)
    with transaction.atomic():
        # No new asset comes to hold it meanwhile: the database has whoever writes a holding wait for this lock.
        component = Component.objects.select_for_update(of=("self",)).get(pk=component.pk)
        if component.recalls.filter(drill=False, lift=None).exists():
            raise WrongState(f"{component} is in quarantine at {brand.name} already. Lift that first, or leave it.")
        touched = _touched(component, by)
        if touched.assets != expected:
            raise WrongState(
                f"{component} is in {touched.assets} assets of {brand.name} now, not in {expected}. Look again."
            )
        if not touched.assets:
            raise WrongState(f"No asset of {brand.name} rests on {component}. There is nothing to hold back.")
        row = _keep(touched, by, reason, began, drill=False)
        assets = Asset.objects.filter(pk__in=Holding.objects.filter(component=component).values("asset")).only("pk")
        for some in _portions(list(assets.order_by("pk"))):
            Held.objects.bulk_create([Held(recall=row, asset=asset) for asset in some])
            events.record_all("quarantine", some, by=by, brand=brand, recall=row.pk, reason=reason)
        events.record("quarantine", row, by=by, brand=brand, **_said(row))
        _tell(touched, row, f"{_many(row.assets)} of {brand.name} in quarantine because of {component}: {reason}", by)
        nudge(row.pk)
    return row


def nudge(recall: int) -> None:
    """Have a worker take down what was delivered."""
    from dam.tasks import take_down as task  # tasks import actions

    after_commit(task.delay, recall)


def drill(brand: Brand, kind: str, key: str, *, by: User, reason: str = "") -> Recall:
    """The same question and the same report, kept with the time it took; nothing is held back, nobody is told."""
    require(by, VERB, brand)
    reason = plain_words(reason, "reason", most=LONGEST) if reason.strip() else "Drill."
    began = time.perf_counter()
    component = _component(brand, kind, key, by)
    touched = _touched(component, by)
    with transaction.atomic():
        row = _keep(touched, by, reason, began, drill=True)
        events.record("drill", row, by=by, brand=brand, **_said(row))
    return row


def lift(recall: Recall, *, by: User, reason: str) -> Lift:
    """End a quarantine. Assets that another one holds stay held; what was not delivered goes out with the next sweep.
    Raises NotAllowed, BadInput, WrongState."""
    require(by, VERB, recall.brand)
    reason = plain_words(reason, "reason", most=LONGEST)
    with transaction.atomic():
        recall = Recall.objects.select_for_update(of=("self",)).select_related("brand", "component").get(pk=recall.pk)
        if recall.drill:
            raise WrongState("That was a drill. Nothing is held back by it.")
        if Lift.objects.filter(recall=recall).exists():
            raise WrongState("This quarantine is lifted already.")
        row = Lift.objects.create(recall=recall, reason=reason, by=by)
        assets = list(Asset.objects.filter(held__recall=recall).only("pk").order_by("pk"))
        for some in _portions(assets):
            events.record_all("release", some, by=by, brand=recall.brand, recall=recall.pk, reason=reason)
        events.record("lift", recall, by=by, brand=recall.brand, reason=reason, assets=len(assets))
        notices.over("quarantine", "recall", [recall.pk])
        sentence = f"The quarantine of {recall.component} at {recall.brand.name} is lifted: {reason}"
        _tell(_touched(recall.component, by), row, sentence, by)
    return row


def standing(asset: Asset) -> list[Recall]:
    """The quarantines that hold this asset back, the oldest first."""
    rows = Recall.objects.filter(held__asset=asset, lift=None).select_related("component", "by", "brand")
    return list(rows.order_by("pk"))


def refuse_held(asset: Asset) -> None:
    """Raises WrongState where a quarantine holds the asset back: no file of it is given out."""
    for recall in standing(asset)[:1]:
        raise WrongState(
            f"GF-{asset.pk:06d} is in quarantine because of {recall.component}: {recall.reason.rstrip('.')}. "
            "Its files are not given out until an admin or a legal reviewer lifts it."
        )


def address(component: Component) -> str:
    """Where the recall of a component is read."""
    return f"{reverse('dam:recall')}?{urlencode({'kind': component.kind, 'key': component.key})}"


def _component(brand: Brand, kind: str, key: str, by: User) -> Component:
    kind, key = (said.replace("\0", "")[:100] for said in (kind, key))
    mine = Component.objects.visible_to(by).filter(brand=brand, kind=kind, key=key)
    component = mine.select_related("brand").first()
    if component is None:
        raise BadInput(f"Component: {brand.name} has no such component. Choose one that is shown.", field="key")
    return component


def _touched(component: Component, by: User) -> Touched:
    found = find(component.kind, component.key, by)
    assert found is not None  # it is there, and they see its brand
    return next(one for one in found.brands if one.component.pk == component.pk)


def _keep(touched: Touched, by: User, reason: str, began: float, *, drill: bool) -> Recall:
    return Recall.objects.create(
        brand=touched.brand, component=touched.component, drill=drill, reason=reason, assets=touched.assets,
        files=touched.files, people=touched.people, by=by,
        seconds=round(time.perf_counter() - began, 4),
    )  # fmt: skip


def _said(row: Recall) -> dict[str, object]:
    """What its event says."""
    return {
        "component": row.component.name, "kind": row.component.kind, "key": row.component.key, "assets": row.assets,
        "files": row.files, "people": row.people, "seconds": row.seconds, "reason": row.reason,
    }  # fmt: skip


def _tell(touched: Touched, about: Recall | Lift, sentence: str, by: User) -> None:
    noun, path = about._meta.model_name or "", address(touched.component)
    for one in touched.told:
        notices.tell(
            one.person, "quarantine", sentence, path[:300], brand=touched.brand, noun=noun, subject=about.pk, by=by
        )


def _many(count: int) -> str:
    return "1 asset" if count == 1 else f"{count:,} assets"


def _portions(rows: list[Asset]) -> list[list[Asset]]:
    return [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
