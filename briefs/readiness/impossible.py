"""Rules for what cannot be produced: type without room or letters, placements, dates."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.copyfit import headline_fit
from briefs.readiness.finding import FAIL, WARN, Context, Finding, rule
from briefs.spec import BriefSpec
from briefs.vocabulary import LOCALES, SCRIPT_NAMES


@rule
def headlines_fit(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    for locale, words in spec.copy.items():
        headline = words.get("headline", "")
        language = LOCALES[locale].label
        for slug in spec.placements:
            document = context.placements.get(slug)
            if document is None or not headline:
                continue
            name, longest = document["name"], document["copy"]["max_chars"]
            if not longest:
                continue
            fit = headline_fit(headline, document, spec, context.margins)
            if fit and not fit.fits:
                share = f"{fit.share:.0%}".replace("%", " %") if fit.share < 100 else "far more"
                remedy = f"It takes {share} of the room for copy at {fit.wanted:.0f} px. Shorten it"
                if fit.can_be_set:
                    yield Finding(
                        "copy",
                        WARN,
                        f"{name}: the {language} headline is too long",
                        f"{remedy}, or it is set at {fit.size:.0f} px.",
                    )
                else:
                    yield Finding(
                        "copy",
                        FAIL,
                        f"{name}: there is no room for the {language} headline",
                        f"{remedy}, or choose other room for copy.",
                    )
            elif len(headline) > longest:
                yield Finding(
                    "copy",
                    WARN,
                    f"{name}: the {language} headline has {len(headline)} characters",
                    f"The channel shows {longest}. Shorten it.",
                )


@rule
def headline_without_room(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    if spec.copy_space == "none" and any(words.get("headline") for words in spec.copy.values()):
        yield Finding(
            "copy_space",
            FAIL,
            "There is a headline and no room for it",
            "Choose room for copy, or take the headline out.",
        )
    empty = [LOCALES[locale].label for locale, words in spec.copy.items() if not any(words.values())]
    if empty:
        yield Finding(
            "copy", WARN, f"Copy: nothing is written in {', '.join(empty)}", "Write it, or remove the language."
        )


@rule
def script_is_covered(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    if context.pack is None:
        return
    covered = set(context.pack["typography"]["scripts"])
    missing = {LOCALES[locale].script for locale, words in spec.copy.items() if any(words.values())} - covered
    for name in sorted({SCRIPT_NAMES[script] for script in missing}):
        yield Finding(
            "copy", WARN, f"{context.pack['typography']['family']} has no {name} letters",
            f"Add a font for {name} to the style pack, or those versions cannot be set.",
        )  # fmt: skip


@rule
def placements_are_possible(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    for slug in spec.placements:
        document = context.placements.get(slug)
        if document is None:
            continue
        if document["background"].upper() == "#FFFFFF" and spec.environment and "white" not in spec.environment.lower():
            yield Finding(
                "placements", WARN, f"{document['name']} takes pure white, and there is an environment",
                "Brief it apart, with no environment, or leave it out here.",
            )  # fmt: skip
        if document["bleed_mm"] and document["colour_space"] != "cmyk":
            yield Finding(
                "placements", WARN, f"{document['name']} has bleed and is not CMYK",
                "Ask an admin which profile the printer takes.",
            )  # fmt: skip
    ratios = [d["width"] / d["height"] for slug in spec.placements if (d := context.placements.get(slug))]
    if ratios and max(ratios) / min(ratios) > 12:
        yield Finding(
            "placements",
            WARN,
            "The placements are too different for one picture",
            "Brief the widest and the tallest apart.",
        )


@rule
def dates_make_sense(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    if spec.flight_from and spec.flight_to and spec.flight_to < spec.flight_from:
        yield Finding("flight_to", FAIL, "The flight ends before it begins", f"Put the end after {spec.flight_from}.")
    elif spec.flight_to and spec.flight_to < context.today.isoformat():
        yield Finding(
            "flight_to", FAIL, f"The flight was over on {spec.flight_to}", "Give dates that are still to come."
        )
    if spec.use_class == "public":
        if not spec.flight_from or not spec.flight_to:
            name = "flight_from" if not spec.flight_from else "flight_to"
            yield Finding(
                name,
                FAIL,
                "Public use without flight dates",
                "Say from when to when it runs; rights are checked against it.",
            )
        if not spec.markets:
            yield Finding(
                "markets",
                FAIL,
                "Public use without markets",
                "Add the countries it runs in; disclosure rules depend on them.",
            )
