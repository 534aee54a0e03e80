"""A batch that goes on until enough of it passes what was asked, or until its budget ends. See docs/search.md.

`asked` reads what is asked, `hands` decides how many more (pure), `going` puts them in the line and counts,
`judging` holds a picture to the tests in the worker, `outlook` says beforehand what a search may take.
"""

from generation.search.asked import Asked, Search, clean, first_hand
from generation.search.going import Found, found, go_on, standing, stop
from generation.search.judging import judge
from generation.search.outlook import Outlook, estimate, outlook

__all__ = [
    "Asked",
    "Found",
    "Outlook",
    "Search",
    "clean",
    "estimate",
    "first_hand",
    "found",
    "go_on",
    "judge",
    "outlook",
    "standing",
    "stop",
]
