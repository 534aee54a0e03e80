"""Vocabularies: terms are added, changed, taken out of use and mapped forward. A submitted revision keeps what its
words meant when it was submitted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import slugify

from briefs.actions.picture import add_picture
from briefs.actions.publishing import own
from briefs.models import Picture, Term
from briefs.terms import clean_term, fold
from studio.lib import events
from studio.lib.canonical import digest
from studio.lib.problems import BadInput, TooMuch
from studio.people.models import Brand, User
from studio.people.roles import require

KEEP_TERMS = "keep vocabularies"
MOST = 2_000  # terms of one brand
MOST_EXAMPLES = 8
CONTENT = ("label", "definition", "synonyms", "tokens")


@transaction.atomic
def save_term(
    brand: Brand, document: Mapping[str, Any], *, by: User, term: Term | None = None, successor: Term | None = None
) -> Term:
    """A new term of the brand, or `term` changed. Words that mean another of its terms already are refused."""
    require(by, KEEP_TERMS, brand)
    clean = clean_term({**document, **({"vocabulary": term.vocabulary} if term else {})})
    others = _locked(brand, clean["vocabulary"])
    if term is None and Term.objects.filter(brand=brand).count() >= MOST:
        raise TooMuch(f"{brand.name} has {MOST:,} terms. Remove some before you add another.", field="label")
    there = next((row for row in others if term and row.pk == term.pk), None)
    changed = [name for name in CONTENT if there is None or getattr(there, name) != clean[name]]
    saved = prepared(brand, clean, there, Words(others))
    if changed:
        saved.save()
        events.record("change" if there else "add", saved, by=by, brand=brand, label=saved.label, fields=changed)
    if clean["deprecated"] or saved.deprecated:
        point(saved, clean["deprecated"], successor, by=by)
    return saved


class Words:
    """The words that a brand's terms of one vocabulary have taken, and their short names. Read once, kept true."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.means: dict[str, Term] = {}
        self.slugs: set[str] = set()
        for term in terms:
            self.take(term)

    def take(self, term: Term) -> None:
        self.slugs.add(term.slug)
        self.means |= {fold(words): term for words in (term.label, *term.synonyms)}

    def give(self, term: Term) -> None:
        self.means = {words: other for words, other in self.means.items() if other is not term}


def prepared(brand: Brand, clean: Mapping[str, Any], term: Term | None, words: Words) -> Term:
    """The clean document on `term` or on a new one, not saved. Raises BadInput where its words mean another term."""
    faults: dict[str, list[str]] = {}
    for name, said in (("label", [clean["label"]]), ("synonyms", clean["synonyms"])):
        for phrase in said:
            other = words.means.get(fold(phrase))
            if other is not None and other is not term:
                faults.setdefault(name, []).append(
                    f"“{phrase}” means “{other.label}” already. Change that term, or choose another word."
                )
    if faults:
        raise BadInput(fields=faults)
    if term is not None:
        words.give(term)
    row = term or Term(brand=brand, vocabulary=clean["vocabulary"], slug=slug_for(clean["label"], words.slugs))
    for name in CONTENT:
        setattr(row, name, clean[name])
    words.take(row)
    return row


@transaction.atomic
def deprecate(term: Term, *, by: User, successor: Term | None = None, deprecated: bool = True) -> Term:
    """Take a term out of use, mapping it to `successor` where there is one; or bring it back."""
    brand = own(term.brand, term.label)
    require(by, KEEP_TERMS, brand)
    _locked(brand, term.vocabulary)
    term.refresh_from_db()
    return point(term, deprecated, successor, by=by)


def point(term: Term, deprecated: bool, successor: Term | None, *, by: User) -> Term:
    """Set the deprecation; the caller has asked for the right and locked the vocabulary. Circles are refused."""
    if not deprecated:
        successor = None
    if successor is not None:
        if successor.vocabulary != term.vocabulary or successor.brand_id not in (term.brand_id, None):
            raise BadInput("It is mapped to another term of the same vocabulary. Choose one.", field="successor")
        if _leads_to(successor, term):
            raise BadInput(
                f"“{successor.label}” leads back to “{term.label}”. Choose another term to map it to.",
                field="successor",
            )
    if (term.deprecated, term.successor_id) == (deprecated, successor.pk if successor else None):
        return term
    term.deprecated, term.successor = deprecated, successor
    term.save(update_fields=["deprecated", "successor", "changed_at"])
    verb = "deprecate" if deprecated else "restore"
    events.record(verb, term, by=by, brand=term.brand, successor=successor.label if successor else "")
    return term


def copy_term(shared: Term, brand: Brand, *, by: User) -> Term:
    """The brand's own copy of a shared term, to be changed: it goes before the shared one."""
    document = {name: getattr(shared, name) for name in (*CONTENT, "vocabulary")}
    return save_term(brand, document, by=by)


@transaction.atomic
def remove_term(term: Term, *, by: User) -> None:
    """Take it away for good. One that others are mapped to is refused: revisions that used it keep their own copy."""
    brand = own(term.brand, term.label)
    require(by, KEEP_TERMS, brand)
    _locked(brand, term.vocabulary)
    if (before := Term.objects.filter(successor=term).first()) is not None:
        raise BadInput(
            f"“{before.label}” is mapped to “{term.label}”. Map it to another term first, or deprecate this one.",
            field="term",
        )
    events.record("remove", term, by=by, brand=brand, label=term.label, vocabulary=term.vocabulary)
    term.delete()


def add_example(term: Term, file: UploadedFile[Any], *, by: User) -> Picture:
    """Upload a picture that shows what the term means."""
    brand = own(term.brand, term.label)
    require(by, KEEP_TERMS, brand)
    if term.examples.count() >= MOST_EXAMPLES:
        raise BadInput(f"“{term.label}” has {MOST_EXAMPLES} examples. Take one off first.", field="file")
    picture = add_picture(brand, file, by=by, verb=KEEP_TERMS)
    with transaction.atomic():
        term.examples.add(picture)
        events.record("example", term, by=by, brand=brand, picture=picture.pk)
    return picture


@transaction.atomic
def remove_example(term: Term, picture: Picture, *, by: User) -> None:
    brand = own(term.brand, term.label)
    require(by, KEEP_TERMS, brand)
    term.examples.remove(picture)
    events.record("unexample", term, by=by, brand=brand, picture=picture.pk)


def slug_for(label: str, taken: Collection[str]) -> str:
    """A short name that no other has; one in Japanese has no ASCII letters."""
    first = slugify(label)[:60] or f"term-{digest(label)[:8]}"
    return next(name for n in range(1, MOST + 2) if (name := first if n == 1 else f"{first}-{n}") not in taken)


def _locked(brand: Brand, vocabulary: str) -> list[Term]:
    """The brand's terms of this vocabulary. Locks the brand's row, or two people make a circle between them."""
    Brand.objects.select_for_update(of=("self",)).get(pk=brand.pk)
    return list(Term.objects.filter(brand=brand, vocabulary=vocabulary))


def _leads_to(start: Term, goal: Term) -> bool:
    """Is `goal` on the way from `start`, deprecated or not? A restored term would close the circle later."""
    seen: set[int] = set()
    at: Term | None = start
    while at is not None and at.pk not in seen:
        if at.pk == goal.pk:
            return True
        seen.add(at.pk)
        at = at.successor
    return False
