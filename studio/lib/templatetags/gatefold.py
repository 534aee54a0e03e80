"""Components and units for every template: `{% load gatefold %}`.

Tags: icon, verdict, ago, age, url_or_none, field, attrs. Filters: bytes, duration, money, digest, plural_s, share.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final
from zipfile import ZipFile

from django import template
from django.forms import BoundField, CheckboxInput
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
HIDDEN: Final = mark_safe('aria-hidden="true"')


# --- Icons and verdicts ---------------------------------------------------------------------------------------------
@lru_cache(maxsize=512)
def icon_shapes(name: str) -> str:
    """The inside of one lucide icon's <svg>, drawn on 24 x 24. Raises LookupError with the name."""
    with files("lucide").joinpath("lucide.zip").open("rb") as packed, ZipFile(packed) as icons:
        try:
            source = icons.read(f"{name}.svg").decode()
        except KeyError:
            raise LookupError(f"There is no icon {name!r}. The names are on lucide.dev/icons.") from None
    inside = source[source.index(">", source.index("<svg")) + 1 : source.rindex("</svg>")]
    return re.sub(r"\s+", " ", inside).strip()


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """`{% icon "flag" %}`: decoration. With a label it is an image with that name."""
    shapes = mark_safe(icon_shapes(name))  # noqa: S308 - from the package, never from a user
    named = format_html('role="img" aria-label="{}"', label) if label else HIDDEN
    svg = '<svg class="icon {}" width="16" height="16" viewBox="0 0 24 24" {}>{}</svg>'
    return format_html(svg, css, named, shapes)


# kind -> (word, its solid shape, the stroke cut out of it), drawn on 14 x 14.
VERDICTS: Final = {
    "pass": ("Pass", '<circle cx="7" cy="7" r="6.5"/>', "m4 7.2 2.1 2.1L10 5.2"),
    "warn": ("Warn", '<path d="M7 .9 13.6 12.9H.4z"/>', "M7 5v3.6M7 10.8v.05"),
    "fail": ("Fail", '<path d="M4.2.5h5.6l3.7 3.7v5.6l-3.7 3.7H4.2L.5 9.8V4.2z"/>', "m4.8 4.8 4.4 4.4M9.2 4.8 4.8 9.2"),
    "not run": ("Not run", '<path d="M7 .4 13.6 7 7 13.6.4 7z"/>', "M4.7 7h4.6"),
    "wait": ("Waiting", '<circle cx="7" cy="7" r="5.75"/>', ""),
}


@register.simple_tag
def verdict(kind: str, label: str | None = None) -> SafeString:
    """Disc, triangle, octagon, diamond or dashed ring. `label=""` where the word stands beside it."""
    kind = kind if kind in VERDICTS else "wait"
    word, shape, cut = VERDICTS[kind]
    named = format_html('role="img" aria-label="{}"', word if label is None else label) if label != "" else HIDDEN
    inside = mark_safe(shape + (f'<path class="cut" d="{cut}"/>' if cut else ""))  # noqa: S308 - ours, from above
    svg = '<svg class="verdict {}" width="14" height="14" viewBox="0 0 14 14" {}>{}</svg>'
    return format_html(svg, kind.replace(" ", "-"), named, inside)


# --- Time -----------------------------------------------------------------------------------------------------------
NOW: Final = "just now"


def age_words(age: timedelta) -> str:
    """`just now`, `35 min`, `4 h`, `3 d`, `5 w`, `2 y`: one unit, rounded down, as a list of jobs wants it."""
    seconds = int(age.total_seconds())
    for size, unit in ((31_536_000, "y"), (1_209_600, "w"), (86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // (604_800 if unit == 'w' else size)} {unit}"
    return NOW


@register.simple_tag
def ago(moment: datetime | None, css: str = "") -> SafeString:
    """`2 min ago`, for running text: a <time> with the absolute on hover; ago.js keeps it true."""
    return _time(moment, f"ago {css}".strip(), " ago")


@register.simple_tag
def age(moment: datetime | None, css: str = "") -> SafeString:
    """`2 min`, for a column of ages and beside a name, where "ago" on every line is noise."""
    return _time(moment, f"ago bare {css}".strip(), "")


def _time(moment: datetime | None, css: str, after: str) -> SafeString:
    if moment is None:
        return mark_safe("")
    local = timezone.localtime(moment)
    absolute = date_format(local, "j F Y, H:i")
    words = age_words(timezone.now() - moment)
    words += after if words != NOW else ""
    return format_html('<time class="{}" datetime="{}" title="{}">{}</time>', css, local.isoformat(), absolute, words)


@register.filter
def duration(seconds: float | None) -> str:
    """`0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`."""
    if seconds is None:
        return ""
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3_600:
        return f"{whole // 60} min" + (f" {whole % 60} s" if whole % 60 and whole < 600 else "")
    return f"{whole // 3_600} h" + (f" {whole % 3_600 // 60} min" if whole % 3_600 >= 60 else "")


# --- Units ----------------------------------------------------------------------------------------------------------
@register.filter(name="bytes")
def bytes_(size: int | None) -> str:
    """Decimal units, as file managers and ad networks count: `512 B`, `148 kB`, `2.4 MB`."""
    if size is None:
        return ""
    amount = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 999.5:
            return f"{amount:.0f} {unit}" if unit in ("B", "kB") or amount >= 100 else f"{amount:.1f} {unit}"
        amount /= 1_000
    return f"{amount:.1f} TB"


SIGNS: Final = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}


@register.filter
def money(micros: int | None, currency: str = "EUR") -> str:
    """Millionths of a currency unit as `€0.31`; below a cent it says so rather than `€0.00`."""
    if micros is None:
        return ""
    sign = SIGNS.get(currency, f"{currency} ")
    if 0 < micros < 10_000:
        return f"under {sign}0.01"
    return f"{sign}{micros / 1_000_000:,.2f}"


@register.filter
def digest(value: str | None, length: int = 12) -> str:
    """The first digits of a digest; put the whole in a title."""
    return (value or "")[:length]


@register.filter
def share(part: float | None, whole: float | None) -> int:
    """Per cent, 0-100, whole."""
    return round(100 * (part or 0) / whole) if whole else 0


@register.filter
def split(words: str) -> list[str]:
    return words.split()


@register.filter
def count(number: int, words: str) -> str:
    """`{{ n|count:"batch,batches" }}`: `1 batch`, `2 batches`, `no batches`."""
    one, many = words.split(",")
    return f"1 {one}" if number == 1 else f"{number:,} {many}" if number else f"no {many}"


@register.filter
def hex_colour(value: Any) -> str:
    """`#RRGGBB`, or nothing: a brand's palette is typed by people and ends in a style attribute."""
    return value if isinstance(value, str) and re.fullmatch(r"#[0-9A-Fa-f]{6}", value) else ""


SMALL: Final = "no one two three four five six seven eight nine ten eleven twelve".split()


@register.filter
def in_words(number: int) -> str:
    return SMALL[number] if 0 <= number < len(SMALL) else str(number)


# --- Addresses and forms --------------------------------------------------------------------------------------------
@register.simple_tag
def url_or_none(name: str, *args: Any, **kwargs: Any) -> str | None:
    """`{% url_or_none "review:sheet" batch.pk as sheet %}`: an address, or None where no room answers to the name."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return None


@register.inclusion_tag("shell/field.html")
def field(bound: BoundField, hint: str = "") -> dict[str, Any]:
    """Label above, control, then the error or else the hint, in the same place and tied to the control."""
    errors = bound.errors
    note = f"{bound.auto_id}-note"
    extra: dict[str, Any] = {}
    if errors or hint or bound.help_text:
        extra["aria-describedby"] = note
    if errors:
        extra["aria-invalid"] = "true"
    control = bound.as_widget(attrs=extra)
    tick = isinstance(bound.field.widget, CheckboxInput)
    return {
        "bound": bound,
        "control": control,
        "errors": errors,
        "hint": hint or bound.help_text,
        "note": note,
        "tick": tick,
    }
