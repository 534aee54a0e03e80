"""The tags and filters every template may use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import get_template
from django.utils import timezone

from studio.lib.templatetags import gatefold as tags

ROOT = Path(settings.BASE_DIR)


def drawn(source: str, **names: object) -> str:
    return Template("{% load gatefold %}" + source).render(Context(names))


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=35), "35 min"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(days=13), "13 d"),
        (timedelta(days=14), "2 w"),
        (timedelta(days=800), "2 y"),
    ],
)
def test_an_age_has_one_unit(age: timedelta, words: str) -> None:
    assert tags.age_words(age) == words


def test_a_time_carries_the_absolute() -> None:
    moment = datetime(2026, 11, 3, 9, 12, tzinfo=UTC)
    assert 'title="3 November 2026, 09:12"' in drawn("{% ago moment %}", moment=moment)
    assert drawn("{% ago moment %}", moment=None) == ""


def test_a_time_says_ago_in_running_text_and_not_in_a_column() -> None:
    moment = timezone.now() - timedelta(minutes=2, seconds=5)
    assert ">2 min ago<" in drawn("{% ago moment %}", moment=moment)
    assert ">2 min<" in drawn("{% age moment %}", moment=moment)
    assert ">just now<" in drawn("{% ago moment %}", moment=timezone.now())


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 B"), (999, "999 B"), (148_200, "148 kB"), (999_600, "1.0 MB"), (2_400_000, "2.4 MB"), (3.1e12, "3.1 TB")],
)
def test_bytes_are_decimal(size: int, words: str) -> None:
    assert tags.bytes_(size) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.42, "0.4 s"), (59.4, "59 s"), (60, "1 min"), (203, "3 min 23 s"), (1_805, "30 min"), (7_500, "2 h 5 min")],
)
def test_durations_say_as_much_as_matters(seconds: float, words: str) -> None:
    assert tags.duration(seconds) == words


@pytest.mark.parametrize(
    ("micros", "words"), [(0, "€0.00"), (4_000, "under €0.01"), (310_000, "€0.31"), (1_234_500_000, "€1,234.50")]
)
def test_money_is_never_a_false_zero(micros: int, words: str) -> None:
    assert tags.money(micros) == words


def test_a_verdict_is_a_shape_with_a_name() -> None:
    assert 'role="img" aria-label="Fail"' in drawn('{% verdict "fail" %}')
    assert 'aria-hidden="true"' in drawn('{% verdict "fail" "" %}')
    assert "<script" not in drawn("{% verdict kind kind %}", kind='"><script>')
    shapes = {drawn("{% verdict kind '' %}", kind=kind).partition('aria-hidden="true">')[2] for kind in tags.VERDICTS}
    assert len(shapes) == 5


def test_an_icon_that_does_not_exist_says_its_name() -> None:
    with pytest.raises(LookupError, match="no icon 'flagg'"):
        drawn('{% icon "flagg" %}')


@pytest.mark.parametrize("value", ["red", "#12345", "#1234567", "#14213D;background:url(x)", None, 7, "#14213d\n"])
def test_only_a_hex_colour_is_a_colour(value: object) -> None:
    assert tags.hex_colour(value) == ""
    assert tags.hex_colour("#14213D") == "#14213D"


class Asked(forms.Form):
    width = forms.IntegerField(max_value=8192, help_text="In pixels.", error_messages={"max_value": "At most 8192 px."})


def test_a_field_ties_its_hint_or_its_error_to_its_control() -> None:
    fresh, refused = Asked(), Asked({"width": "90000"})
    hinted = drawn("{% field form.width %}", form=fresh)
    assert 'aria-describedby="id_width-note"' in hinted
    assert '<p class="hint" id="id_width-note">In pixels.</p>' in hinted
    wrong = drawn("{% field form.width %}", form=refused)
    assert 'value="90000"' in wrong
    assert 'aria-invalid="true"' in wrong
    assert "At most 8192 px." in wrong
    assert "In pixels." not in wrong


def test_every_template_compiles() -> None:
    broken = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        try:
            get_template(str(path.relative_to(ROOT / "templates")))
        except TemplateSyntaxError as error:
            broken[path.name] = str(error)
    assert broken == {}


def test_greys_are_neutral_and_colours_are_named_in_one_file() -> None:
    """R = G = B for every surface and ink: colour is judged against them."""
    source = (ROOT / "static/css/tokens.css").read_text()
    for name in (
        "ground",
        "surface",
        "raised",
        "sunken",
        "hover",
        "press",
        "line",
        "line-strong",
        "ink",
        "ink-2",
        "ink-3",
    ):
        value = source.partition(f"--{name}:")[2].partition(";")[0]
        colours = [
            part for part in value.replace("(", " ").replace(")", " ").replace(",", " ").split() if part[0] == "#"
        ]
        assert len(colours) == 2, name
        assert all(c[1:3] == c[3:5] == c[5:7] for c in colours), f"{name} is tinted: {colours}"


def test_no_template_has_a_script_or_a_handler_of_its_own() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        source = path.read_text()
        for line in source.splitlines():
            assert "<script" not in line or "src=" in line or "application/json" in line, f"{path.name}: {line[:80]}"
        assert not any(
            f" {handler}=" in source for handler in ("onclick", "onload", "onchange", "onsubmit", "onerror")
        ), path
