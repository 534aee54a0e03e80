"""A vocabulary from a file: all of its rows, or none."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from briefs.actions.term import CONTENT, KEEP_TERMS, MOST, Words, point, prepared
from briefs.models import Term
from briefs.terms import fold, known_words
from briefs.vocabulary import VOCABULARIES
from briefs.wordlists import Row, read
from studio.lib import events
from studio.lib.problems import BadInput
from studio.people.models import Brand, User
from studio.people.roles import require


@dataclass(frozen=True)
class Taken:
    """What an import did."""

    added: int
    changed: int
    same: int

    def sentence(self) -> str:
        parts = [(self.added, "added"), (self.changed, "changed"), (self.same, "as they were")]
        return ", ".join(f"{count:,} {what}" for count, what in parts if count) + "."


def import_terms(brand: Brand, data: bytes, *, by: User) -> Taken:
    """Add the file's terms and change those of the same label. Doing it again changes nothing.

    Raises TooMuch, or BadInput with a sentence for each line that is wrong; then nothing is written.
    """
    require(by, KEEP_TERMS, brand)
    rows = read(data)
    with transaction.atomic():
        Brand.objects.select_for_update(of=("self",)).get(pk=brand.pk)
        taken, saved = _write(brand, rows, by)
        _point(brand, saved, by)
        if taken.added or taken.changed:
            events.record("words", brand, by=by, brand=brand, added=taken.added, changed=taken.changed)
    return taken


def _write(brand: Brand, rows: list[Row], by: User) -> tuple[Taken, list[tuple[Row, Term]]]:
    there = list(Term.objects.filter(brand=brand))
    labels = {(term.vocabulary, fold(term.label)): term for term in there}
    words = {name: Words(term for term in there if term.vocabulary == name) for name in VOCABULARIES}
    faults: list[str] = []
    saved: list[tuple[Row, Term]] = []
    added: list[Term] = []
    changed: list[Term] = []
    for row in rows:
        vocabulary = row.document["vocabulary"]
        term = labels.get((vocabulary, fold(row.document["label"])))
        if term is not None and all(getattr(term, name) == row.document[name] for name in CONTENT):
            saved.append((row, term))
            continue
        try:
            made = prepared(brand, row.document, term, words[vocabulary])
        except BadInput as fault:
            faults.append(f"Line {row.line}: {fault.sentence}")
            continue
        made.changed_at = timezone.now()
        (changed if term else added).append(made)
        saved.append((row, made))
    if (count := len(there) + len(added)) > MOST:
        faults.append(f"{brand.name} would have {count:,} terms, and may have {MOST:,}. Remove some first.")
    if faults:
        raise BadInput(fields={"file": faults[:20]})
    Term.objects.bulk_create(added, batch_size=500)
    Term.objects.bulk_update(changed, [*CONTENT, "changed_at"], batch_size=200)
    return Taken(len(added), len(changed), len(saved) - len(added) - len(changed)), saved


def _point(brand: Brand, saved: list[tuple[Row, Term]], by: User) -> None:
    """Deprecations last, when every term that they name is there."""
    ours = {term.pk: term for _, term in saved}  # the same rows as one object: circles are seen as they are made
    rows = Term.objects.filter(brand=brand) | Term.objects.filter(brand=None)
    known = known_words(ours.get(row.pk, row) for row in rows)
    faults = []
    for row, term in saved:
        successor = known.get((term.vocabulary, fold(row.successor))) if row.successor else None
        if row.successor and successor is None:
            faults.append(f"Line {row.line}: there is no term “{row.successor[:60]}” to map “{term.label}” to.")
            continue
        try:
            point(term, row.document["deprecated"], successor, by=by)
        except BadInput as fault:
            faults.append(f"Line {row.line}: {fault.sentence}")
    if faults:
        raise BadInput(fields={"file": faults[:20]})
