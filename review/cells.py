"""The cells of a contact sheet as HTML, by one compiled format: a template per tile takes a second for a thousand.

A cell is an item of the list with a link named in words; what it shows of its candidate stands in its attributes, where
the script finds it too. A page of the sheet draws the first of them; the others go along as data (review/packed.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from zlib import crc32

from django.utils.safestring import SafeString, mark_safe

from generation.models import Batch, Candidate
from review.addresses import at
from review.tiles import Tile
from review.wanted import Wanted
from studio.lib.templatetags.gatefold import verdict as verdict_mark

SIZES = "190px"  # of a tile at its usual height; static/js/sheet/faces.js says more where tiles are wider


@dataclass(frozen=True, slots=True)
class Sheet:
    """What all cells of one batch have in common."""

    batch: Batch
    may_judge: bool
    wanted: Wanted | None = None  # None: one cell by itself, which says nothing of the whole batch

    def cells(self, tiles: Iterable[Tile]) -> SafeString:
        return mark_safe("\n".join(self.cell(tile) for tile in tiles))  # noqa: S308 - every word is escaped below

    def cell(self, tile: Tile) -> str:
        said = "".join(f' data-{name}="{escape(word)}"' for name, word in self.says(tile).items())
        head = f'<li class="cell" id="c{tile.candidate.pk}"{"" if tile.shown else " hidden"}{said}>'
        return f"{head}{self._inside(tile)}</li>"

    def says(self, tile: Tile) -> dict[str, str]:
        """What stands in its attributes, by name. `as` tells whether it is drawn anew; what only the whole batch says
        of it (rank, stack, versions) has no part in that."""
        row = tile.candidate
        said = _of_itself(tile)
        return {**said, "as": f"{crc32(f'{said}{row.steps_done}{row.error}'.encode()):x}", **self._of_the_batch(tile)}

    def _of_the_batch(self, tile: Tile) -> dict[str, str]:
        if self.wanted is None:
            return {}
        said = {"rank": tile.rank} if tile.rank else {}
        if tile.tiers:
            said["tiers"] = " ".join(tile.tiers)
        if tile.stack is not None and self.wanted.stacked:
            said |= {"stack": str(tile.stack), "many": str(tile.many), "place": str(tile.place)}
        return said

    def _inside(self, tile: Tile) -> str:
        row = tile.candidate
        if tile.done:
            title = f' title="{escape(tile.rank.capitalize())}"' if tile.rank else ""
            link = f'<a class="tile" href="{at("review:loupe", row.pk)}" aria-label="{escape(tile.name)}"{title}>'
            return f"{link}{self._picture(tile)}{_marks(tile)}</a>{self._stack(tile)}{self._quick(tile)}"
        if row.state == "failed":
            why = escape(row.error or "The worker gave no reason.")
            said = f'{verdict_mark("fail", "Failed")}<p><b class="strong">{tile.number} failed.</b> {why}</p>'
            return f'<div class="tile failed">{said}</div>'
        if tile.failed:
            return f'<div class="tile failed"><p>{tile.number}, cancelled</p></div>'
        if tile.running and row.steps_total:
            bar = f'max="{row.steps_total}" value="{row.steps_done}" aria-label="Candidate {tile.number}"'
            steps = f"{row.steps_done} of {row.steps_total}"
            said = f'<progress class="progress" {bar}>{steps}</progress><span>{tile.number}, step {steps}</span>'
        else:
            said = f"<span>{tile.number}, {'starting' if tile.running else 'waiting'}</span>"
        return f'<div class="tile arriving">{said}</div>'

    def _plain(self, tile: Tile) -> str:
        size = f'width="{self.batch.width}" height="{self.batch.height}"'
        return f'<img src="{tile.preview}" {size} alt="" loading="lazy" decoding="async">'

    def _picture(self, tile: Tile) -> str:
        """By size and kind where there are copies; a candidate from before them has its preview alone."""
        sources = {"avif": "", "webp": ""}
        for one in tile.candidate.sizes:
            kind = one["type"].partition("/")[2]
            address = at("generation:size", tile.candidate.pk, one["sha256"][:16], kind)
            sources[kind] += f"{', ' if sources[kind] else ''}{address} {one['w']}w"
        if not sources["avif"] or not sources["webp"]:
            return self._plain(tile)
        source = f'<source type="image/avif" srcset="{sources["avif"]}" sizes="{SIZES}">'
        image = self._plain(tile).replace("<img ", f'<img srcset="{sources["webp"]}" sizes="{SIZES}" ')
        return f"<picture>{source}{image}</picture>"

    def _quick(self, tile: Tile) -> str:
        if not self.may_judge:
            return ""
        to = f'form="judge" formaction="{at("review:judge", tile.candidate.pk)}" name="verb"'
        buttons = (
            f'<button {to} value="{word.lower()}" title="{word}, {key}" aria-label="{word} {tile.number}"></button>'
            for word, key in (("Pick", "P"), ("Reject", "X"), ("Clear", "U"))
        )
        return f'<div class="quick">{"".join(buttons)}</div>'

    def _stack(self, tile: Tile) -> str:
        """The control of a stack, on its cover, and on each of its pictures while it is open. Without script a link."""
        if self.wanted is None or not self.wanted.stacked or tile.stack is None:
            return ""
        opened = tile.stack in self.wanted.open
        there = self.wanted.query(open=self.wanted.open ^ {tile.stack})
        said = f"{'Close' if opened else 'Open'} the stack of {tile.many} alike"
        return (
            f'<a class="stack" href="{escape(there)}#c{tile.candidate.pk}" aria-expanded="{str(opened).lower()}"'
            f' aria-label="{said}" title="{said}, S">{tile.many}</a>'
        )


def _of_itself(tile: Tile) -> dict[str, str]:
    row, stands = tile.candidate, tile.standing
    said = {"candidate": str(row.pk), "number": tile.number, "state": row.state}
    if not tile.done:
        return said
    said |= {"verdict": stands.verdict, "stars": str(stands.stars), "reasons": " ".join(stands.slugs)}
    said["note"] = stands.note
    if stands.others:
        said["others"] = " ".join(str(stars) for _, stars in stands.others)
    if stands.hidden:
        said["hidden"] = "yes"
    if tested := tile.tested:
        said |= {"tested": tested, "words": tile.words}
    if row.thumbhash:
        said["hash"] = row.thumbhash
    return {**said, "preview": tile.preview, "sizes": _sizes(row)}


def _marks(tile: Tile) -> str:
    """Over the picture. Verdict, stars and test are drawn by CSS from the cell's attributes."""
    stands = tile.standing
    tested = f'<span class="tested" aria-hidden="true" title="{escape(tile.words)}"></span>' if tile.tested else ""
    mean = ""
    if stands.others:
        mean = f'<span class="mean" aria-hidden="true">{stands.mean:.1f}<small>{len(stands.given)}</small></span>'
    return (
        f'<span class="state" aria-hidden="true"></span>{tested}{mean}<span class="foot" aria-hidden="true">'
        f'<span class="star-row"></span><span class="reason">{escape(stands.why)}</span>'
        f'<span class="ranked">{escape(tile.rank)}</span><span class="id">{tile.number}</span></span>'
    )


def _sizes(row: Candidate) -> str:
    """ "256 avif 0123456789abcdef,…": what the script makes addresses from."""
    return ",".join(f"{one['w']} {one['type'].partition('/')[2]} {one['sha256'][:16]}" for one in row.sizes)
