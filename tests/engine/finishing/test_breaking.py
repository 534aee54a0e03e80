from __future__ import annotations

import pytest

from generation.engine.finishing.breaking import balanced, pieces


def wide(text: str) -> float:
    return float(len(text))


def test_pieces_joined_are_the_text() -> None:
    for text in ("Decisions, together.", "決める、いっしょに。", "state-of-the-art gear", "100 %", ""):
        assert "".join(pieces(text)) == text


def test_lines_are_even_and_no_word_is_left_alone() -> None:
    assert balanced("one two three four", 16, wide, 3) == ["one two", "three four"]


def test_a_line_would_rather_end_at_a_pause() -> None:
    assert balanced("Decisions, made together", 20, wide, 2) == ["Decisions,", "made together"]


def test_a_line_does_not_end_in_a_small_word() -> None:
    assert balanced("the light of the morning", 16, wide, 2) == ["the light", "of the morning"]


def test_a_line_feed_is_kept() -> None:
    assert balanced("Less.\nMore.", 100, wide, 3) == ["Less.", "More."]


@pytest.mark.parametrize("width", range(3, 12))
def test_japanese_lines_never_start_or_end_with_a_forbidden_sign(width: int) -> None:
    found = balanced("「決める」、いっしょに。チームの判断をもっと速く、もっと確かに。", width, wide, 40)
    assert found is not None
    assert not any(line[0] in "、。」ょっ" or line[-1] in "「" for line in found)
    assert all(len(line) <= width for line in found)


def test_a_no_break_space_holds_its_words_together() -> None:
    assert "50\N{NO-BREAK SPACE}km" in pieces(
        "drive 50\N{NO-BREAK SPACE}km more"
    ) or "50\N{NO-BREAK SPACE}km " in pieces("drive 50\N{NO-BREAK SPACE}km more")


def test_korean_is_broken_between_words_only() -> None:
    assert pieces("함께 결정하다") == ["함께 ", "결정하다"]


def test_what_does_not_fit_is_refused_not_cut() -> None:
    assert balanced("Donaudampfschifffahrt", 10, wide, 5) is None
    assert balanced("one two three four five six", 5, wide, 2) is None
