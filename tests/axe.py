"""What axe has against a page. It is put into a page once, and only what it found comes back over the wire: left to its
defaults it also names every node of every rule that held, which takes longer than the rules do."""

from __future__ import annotations

import json
from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page

WCAG = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa")
EVERY = (*WCAG, "best-practice")
# What a theme or a narrow page may change. Not target-size: the tab bar lies over whatever scrolls beneath it.
OF_A_THEME = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "aria-hidden-focus")
_RUN = """([within, rules]) => axe
  .run(within ?? document, {resultTypes: ["violations"], ...(rules && {runOnly: rules})})
  .then(({violations}) => JSON.stringify(violations.flatMap(({id, nodes}) =>
    nodes.map(node => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 300)}`))))"""


def objections(page: Page, *, rules: Sequence[str] | None = None, within: str | None = None) -> list[str]:
    """A sentence for each node that breaks a rule. `rules`: tags or names of rules, all where None; `within`: a CSS
    selector of the part that is read."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(f"{AXE_SCRIPT}; 0")
    found: list[str] = json.loads(page.evaluate(_RUN, [within, list(rules) if rules else None]))
    return found
