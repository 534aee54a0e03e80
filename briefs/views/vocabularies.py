"""Admin: vocabularies. A term is changed in its row, or on its page, where its examples and its successor stand too."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from briefs.actions import (
    add_example,
    copy_term,
    deprecate,
    import_terms,
    remove_example,
    remove_term,
    save_term,
)
from briefs.actions.publishing import own
from briefs.forms.term import TermForm
from briefs.mentions import counted
from briefs.models import Brief, Picture, Term
from briefs.terms import fold
from briefs.views.keeping import keeping, told
from briefs.vocabulary import VOCABULARIES
from briefs.wordlists import KINDS, MAX_BYTES, written
from studio.lib.problems import BadInput, TooMuch
from studio.people.chosen import chosen_brand
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may, require

KEEP = "keep vocabularies"
SHOWN = 200  # rows of a table


@require_GET
def vocabularies(request: Request) -> HttpResponse:
    of = request.GET.get("of", "")
    of = of if of in VOCABULARIES else "light"
    asked = " ".join(request.GET.get("q", "")[:120].split())
    every = list(seen(request))
    context = {
        "of": of,
        "q": asked,
        "tabs": tabs(every),
        "brands": targets(request),
        **table(request, every, of, asked),
    }
    return render(request, "briefs/vocabulary_table.html" if request.htmx else "briefs/vocabularies.html", context)


def seen(request: Request) -> QuerySet[Term]:
    """The terms of the chosen brand, or of all the person's, and the shared ones."""
    brand = chosen_brand(request)
    rows: QuerySet[Term] = Term.objects.visible_to(request.user)
    if brand:
        rows = rows.filter(Q(brand=brand) | Q(brand=None))
    return rows.select_related("brand", "successor").order_by(
        "vocabulary", "deprecated", F("brand").asc(nulls_last=True), "label"
    )


def targets(request: Request) -> list[Brand]:
    """The brands whose words the person may change: the chosen one, or all."""
    brand, mine = chosen_brand(request), keeping(request, KEEP)
    return [one for one in mine if brand in (None, one)]


def tabs(every: list[Term]) -> list[dict[str, Any]]:
    counts = dict.fromkeys(VOCABULARIES, 0)
    for term in every:
        counts[term.vocabulary] = counts.get(term.vocabulary, 0) + (not term.deprecated)
    return [{"slug": slug, "name": name, "count": counts[slug]} for slug, name in VOCABULARIES.items()]


def table(request: Request, every: list[Term], of: str, asked: str) -> dict[str, Any]:
    """The rows of one vocabulary that hold what was asked for, with how many drafts say each."""
    words = fold(asked)
    mine = {brand.pk for brand in keeping(request, KEEP)}
    used = counted(Brief.objects.visible_to(request.user), of, every)
    rows = [
        {"term": term, "used": used[term.pk], "editable": term.brand_id in mine}
        for term in every
        if term.vocabulary == of
        and (not words or any(words in fold(said) for said in (term.label, term.definition, *term.synonyms)))
    ]
    return {"rows": rows[:SHOWN], "more": max(0, len(rows) - SHOWN)}


def term(request: Request, pk: int) -> HttpResponse:
    """A term's page, or for htmx the form in its row; a change answers with the row, or leads to the page."""
    row = one(request, pk)
    form = TermForm(request.POST or None, initial=TermForm.initial_from(row))
    if request.method == "POST":
        brand = require_own(request, row)
        if form.is_valid():
            try:
                document = form.document() | {"deprecated": row.deprecated}
                row = save_term(brand, document, by=request.user, term=row, successor=row.successor)
                return saved(request, row)
            except BadInput as fault:
                told(form, fault)
    status = 422 if form.errors else 200
    if request.htmx:
        return render(request, "briefs/term_form.html", {"term": row, "form": form}, status=status)
    return render(request, "briefs/term.html", page(request, row, form), status=status)


def require_own(request: Request, row: Term) -> Brand:
    """Shared terms belong to nobody, and that is said before the form is judged."""
    brand = own(row.brand, row.label)
    require(request.user, KEEP, brand)
    return brand


def saved(request: Request, row: Term) -> HttpResponse:
    if request.htmx:
        used = counted(Brief.objects.visible_to(request.user), row.vocabulary, seen(request))
        return render(request, "briefs/term_row.html", {"item": {"term": row, "used": used[row.pk], "editable": True}})
    messages.success(request, f"“{row.label}” is saved. Briefs submitted from now on mean this.")
    return redirect("briefs:term", row.pk)


def page(request: Request, row: Term, form: TermForm) -> dict[str, Any]:
    every = list(seen(request))
    others = [
        other
        for other in every
        if other.vocabulary == row.vocabulary and other.pk != row.pk and not other.deprecated
        and other.brand_id in (row.brand_id, None)
    ]  # fmt: skip
    used = counted(Brief.objects.visible_to(request.user), row.vocabulary, every)
    return {
        "term": row,
        "form": form,
        "editable": row.brand is not None and may(request.user, KEEP, row.brand),
        "brands": targets(request) if row.brand is None else [],
        "others": others,
        "used": used[row.pk],
        "name": VOCABULARIES[row.vocabulary],
        "examples": list(row.examples.select_related("picture")),
    }


def new_term(request: Request, brand_pk: int) -> HttpResponse:
    brand = brand_for(request, brand_pk)
    of = request.GET.get("of") or request.POST.get("of") or "light"
    of = of if of in VOCABULARIES else "light"
    form = TermForm(request.POST or None, initial={"label": request.GET.get("label", "")[:120]})
    if request.method == "POST" and form.is_valid():
        try:
            made = save_term(brand, form.document() | {"vocabulary": of}, by=request.user)
            messages.success(request, f"“{made.label}” is added.")
            return redirect(f"{reverse('briefs:vocabularies')}?of={of}")
        except BadInput as fault:
            told(form, fault)
    context = {"form": form, "brand": brand, "brands": targets(request), "of": of, "vocabularies": VOCABULARIES}
    return render(request, "briefs/term_new.html", context, status=422 if form.errors else 200)


@require_POST
def term_act(request: Request, pk: int, verb: str) -> HttpResponse:
    """deprecate (with a successor), restore, remove, or copy (with a brand)."""
    row = one(request, pk)
    home = f"{reverse('briefs:vocabularies')}?of={row.vocabulary}"
    if verb == "copy":
        row = copy_term(
            row, get_object_or_404(Brand.objects.visible_to(request.user), pk=number(request, "brand")), by=request.user
        )
        messages.success(request, f"“{row.label}” is {row.brand}’s own now. Change it as you need it.")
    elif verb == "remove":
        remove_term(row, by=request.user)
        messages.success(request, f"“{row.label}” is removed. Revisions that used it keep what it meant.")
        return redirect(home)
    else:
        successor = Term.objects.visible_to(request.user).filter(pk=number(request, "successor")).first()
        deprecate(row, by=request.user, deprecated=verb == "deprecate", successor=successor)
        leads = f", and means “{successor.label}”" if verb == "deprecate" and successor else ""
        messages.success(request, f"“{row.label}” is {'no longer' if verb == 'deprecate' else 'again'} offered{leads}.")
    return redirect("briefs:term", row.pk)


@require_POST
def example(request: Request, pk: int) -> HttpResponse:
    row = one(request, pk)
    files = request.FILES.getlist("file")
    if not files:
        require_own(request, row)
        raise BadInput("No file was sent. Choose a picture: JPEG, PNG, WebP, TIFF or AVIF.", field="file")
    for file in files:
        add_example(row, file, by=request.user)
    return redirect("briefs:term", row.pk)


@require_POST
def drop_example(request: Request, pk: int, picture_pk: int) -> HttpResponse:
    row = one(request, pk)
    picture = get_object_or_404(Picture.objects.visible_to(request.user), pk=picture_pk)
    remove_example(row, picture, by=request.user)
    return redirect("briefs:term", row.pk)


@require_GET
def export(request: Request, brand_pk: int, kind: str) -> HttpResponse:
    """The brand's own terms, of one vocabulary or of all."""
    if kind not in KINDS:
        raise Http404
    brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=brand_pk)
    own = None if request.GET.get("shared") else brand
    rows = Term.objects.filter(brand=own).select_related("successor").order_by("vocabulary", "label")
    of = request.GET.get("of", "")
    if of in VOCABULARIES:
        rows = rows.filter(vocabulary=of)
    name = "-".join(filter(None, ["shared" if own is None else brand.slug, of if of in VOCABULARIES else "", "words"]))
    answer = HttpResponse(written(rows, kind), content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def import_words(request: Request, brand_pk: int) -> HttpResponse:
    brand = brand_for(request, brand_pk)
    faults: list[str] = []
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None:
                raise BadInput("No file was sent. Choose a CSV or JSON file.", field="file")
            if (file.size or 0) > MAX_BYTES:
                raise TooMuch(f"{file.name} has {(file.size or 0) / 1e6:.1f} MB, and there is room for 1 MB. Split it.")
            messages.success(request, import_terms(brand, file.read(), by=request.user).sentence())
            return redirect("briefs:vocabularies")
        except BadInput as fault:
            faults = fault.fields.get("file", [fault.sentence])
    context = {"brand": brand, "faults": faults, "brands": targets(request)}
    return render(request, "briefs/vocabulary_import.html", context, status=422 if faults else 200)


def one(request: Request, pk: int) -> Term:
    row: Term = get_object_or_404(Term.objects.visible_to(request.user).select_related("brand", "successor"), pk=pk)
    return row


def brand_for(request: Request, pk: int) -> Brand:
    """The brand, where the person keeps its words: nobody fills in what they may not send."""
    brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=pk)
    require(request.user, KEEP, brand)
    return brand


def number(request: Request, name: str) -> int:
    choice = request.POST.get(name, "")
    return int(choice) if choice.isascii() and choice.isdecimal() and len(choice) < 19 else 0
