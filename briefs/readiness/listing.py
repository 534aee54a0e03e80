"""The standard rules as a Markdown list, for docs/readiness.md: `python -m briefs.readiness.listing docs/readiness.md`
writes it there, between the two marks; a test compares."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

from briefs.readiness.finding import KINDS
from briefs.readiness.registry import TESTS
from briefs.readiness.ruleset import title_of
from briefs.readiness.standard import STANDARD

BEGIN: Final = "<!-- the standard rules, by python -m briefs.readiness.listing -->"
END: Final = "<!-- end of the standard rules -->"


def listed() -> str:
    """A table a kind: id, what it finds, verdict, and its numbers."""
    tables = []
    for kind, name in KINDS.items():
        rows = [*_missing(), *_tests(kind)] if kind == "missing" else _tests(kind)
        rows += _vague() if kind == "vague" else []
        head = f"### {name}\n\n| rule | finds | verdict | numbers and words |\n|---|---|---|---|\n"
        tables.append(head + "\n".join(f"| `{r}` | {title} | {verdict} | {more} |" for r, title, verdict, more in rows))
    return "\n\n".join(tables)


def _missing() -> list[tuple[str, str, str, str]]:
    return [
        (f"missing.{name}", entry["what"], entry["verdict"], "not always" if entry.get("unless") else "")
        for name, entry in STANDARD["missing"].items()
    ]


def _tests(kind: str) -> list[tuple[str, str, str, str]]:
    return [
        (
            name,
            title_of(name),
            entry["verdict"],
            ", ".join(_words(key, value) for key, value in entry.items() if key != "verdict"),
        )
        for name, entry in STANDARD["rules"].items()
        if TESTS[name].kind == kind
    ]


def _vague() -> list[tuple[str, str, str, str]]:
    return [
        (
            f"vague.{name}",
            f"“{'”, “'.join(entry['words'][:4])}”, …",
            entry.get("verdict", "warn"),
            f"{len(entry['words'])} words",
        )
        for name, entry in STANDARD["vague"].items()
    ]


def _words(key: str, value: Any) -> str:
    key = key.replace("_", " ")
    return f"{key} {value:g}" if isinstance(value, int | float) else f"{len(value)} {key}"


def main(path: str) -> None:
    page = Path(path)
    before, _, rest = page.read_text().partition(BEGIN)
    page.write_text(f"{before}{BEGIN}\n\n{listed()}\n\n{END}{rest.partition(END)[2]}")


if __name__ == "__main__":
    main(sys.argv[1])
