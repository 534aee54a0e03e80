from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from review import policy
from review.actions.gates import send_back, sign, warnings
from review.finishing import findings, held_back, label, passed, tally, wall
from review.gates.stand import stands
from review.going_out import refuse_withheld
from review.manifest import Line, manifest
from review.models import Finish, Gate, Rendition
from review.representation import said
from review.states import IN_REVIEW
from review.views.checks import waives
from review.views.finishing import found, renditions
from studio.lib.canonical import digest
from studio.lib.problems import BadInput, NotAllowed
from studio.lib.serving import blob_response
from studio.people.requests import Request
from studio.people.roles import may


def sign_off_list(request: Request) -> HttpResponse:
    """Finishes before the gates: those that wait for me on top, then the longest overdue, then the oldest."""
    rows = (
        Finish.objects.visible_to(request.user)
        .filter(state=IN_REVIEW)
        .select_related("brand", "revision__brief", "candidate__preview", "by")
        .prefetch_related("gates__decided_by", "gates__sign_offs")
        .order_by("pk")[:100]
    )
    mine = set(Gate.objects.open_to(request.user).filter(finish__in=rows).values_list("finish", flat=True))
    gates = [{"finish": row, "gates": of_list(row), "mine": row.pk in mine} for row in rows]
    context = {"rows": sorted(gates, key=lambda row: not row["mine"]), "now": timezone.now()}
    return render(request, "review/sign_off_list.html", context)


def of_list(finish: Finish) -> list[Gate]:
    return [gate for gate in finish.gates.all() if gate.state != "void"]


def sign_off(
    request: Request, pk: int, refused: BadInput | None = None, *, talk: BadInput | None = None
) -> HttpResponse:
    """Exactly what ships on the left; on the right why it may, and the gates."""
    one = found(request, pk)
    rows = renditions(one)
    lines = manifest(one)
    outcome = policy.look(one)
    rules = policy.asked(one, outcome)
    locales = sorted({row.locale for row in rows})
    hooks = list(dict.fromkeys(row.hook for row in sorted(rows, key=lambda row: row.hook != "")))
    locale, hook = one_of(locales, request.GET.get("locale")), one_of(hooks, request.GET.get("hook"))
    at_gates = stands(one, request.user)
    gate = at_gates.mine
    mine = gate.asks.of(lines) if gate else lines
    ships = {line["rendition"] for line in lines}
    context = {
        "finish": one,
        "total": len(rows),
        "held": held_back(row for row in rows if row.pk not in ships),
        "locales": locales,
        "locale": locale,
        "hooks": hooks,
        "hook": hook,
        "wall": wall(row for row in rows if row.locale == locale and row.hook == hook),
        "ships": ships,
        "manifest": lines,
        "signs": mine,
        "seen": digest(mine),
        "tally": tally(rows),
        "findings": findings(rows),
        "passed": passed(rows),
        "warnings": accepts(one, rows, mine, rules),
        "rules": rules,
        "rules_asked": len(outcome.asked),
        "at_gates": at_gates,
        "gate": gate,
        "may_comment": may(request.user, "comment at the gates", one.brand),
        "people": at_gates.colleagues,
        "refused": refused,
        "talk": talk,
        "typed": request.POST.get("note", ""),
        "said": request.POST.get("text", ""),
        "accepted": request.POST.getlist("accepted"),
        "in_it": said(one.candidate),
        "waives": waives(request, one),
        "recheck": one.rechecks.select_related("by").first(),
        "may_recheck": may(request.user, "check again", one.brand),
    }
    fault = refused or talk
    return render(request, "review/sign_off.html", context, status=fault.status if fault else 200)


def one_of(known: list[str], asked: str | None) -> str:
    return asked if asked in known else next(iter(known), "")


def accepts(one: Finish, rows: list[Rendition], lines: list[Line], asked: list[policy.Asked]) -> list[tuple[str, str]]:
    """(name, words) of each warning to accept: the check, and the files of this sign-off it warns about, or on which it
    was asked for and not run; and the rules that have to be taken on."""
    ships = {line["rendition"] for line in lines}
    warned = [found_ for found_ in findings(row for row in rows if row.pk in ships) if found_.accepted]
    rules = {rule.name: rule.words for rule in asked if rule.must}
    names = [name for name in warnings(one, asked, lines) if name not in rules]
    files = {name: "; ".join(each.where for each in warned if each.name == name) for name in names}
    return [*((name, f"{label(name)}: {where}") for name, where in files.items()), *rules.items()]


@require_POST
def decide(request: Request, pk: int, slug: str) -> HttpResponse:
    """Sign one gate or send it back; the form says which by its button."""
    one = found(request, pk)
    rows = Gate.objects.standing().select_related("finish__brand", "finish__revision__brief", "finish__candidate")
    gate = get_object_or_404(rows, finish=one, slug=slug)
    user = request.user
    try:
        if request.POST.get("do") == "send-back":
            send_back(gate, by=user, note=request.POST.get("note", ""))
        else:
            sign(
                gate,
                by=user,
                password=request.POST.get("password", ""),
                seen=request.POST.get("seen", ""),
                accepted=request.POST.getlist("accepted"),
                request=request,
            )
    except BadInput as refused:
        return sign_off(request, pk, refused)
    return redirect("review:sign_off", pk=pk)


def rendition_file(request: Request, pk: int) -> HttpResponse:
    """The exact bytes before they are signed: to look at, for those who judge or make them, and nobody else."""
    rows = Rendition.objects.visible_to(request.user).select_related("file", "finish__brand", "recipe", "source_recipe")
    row = get_object_or_404(rows, pk=pk)
    user = request.user
    brand = row.finish.brand
    if not (may(user, "send back", brand) or may(user, "finish a candidate", brand)):
        raise NotAllowed("Files are handed out once every gate has signed. Until then, look at the preview.")
    if row.file is None:
        raise BadInput("This file is not rendered yet. Wait until its row says done.")
    refuse_withheld(row.finish.candidate, [row])
    return blob_response(request, row.file, filename=f"unsigned-{row.pk}")
