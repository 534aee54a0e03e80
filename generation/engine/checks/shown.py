"""What a check was shown, as one digest. The same check, in the same version, shown the same, says the same: so what it
said once stands, and is not measured again.
"""

from __future__ import annotations

from collections.abc import Mapping

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.run import KNOWN
from generation.engine.fingerprint import NoFingerprint, fingerprint
from studio.lib.canonical import Json, digest


def shown(e: Evidence, also: Mapping[str, Json] | None = None) -> dict[str, str]:
    """Check -> 64 hex digits, or "" where a check is shown something that has no fingerprint, and so is always run.

    `also`: check -> what else its verdict depends on, as what is required of it.
    """
    parts: dict[str, str] = {}
    return {name: _shown(e, name, parts, (also or {}).get(name)) for name in KNOWN}


def _shown(e: Evidence, name: str, parts: dict[str, str], also: Json) -> str:
    known = KNOWN[name]
    said: dict[str, Json] = {"check": name, "version": known.version, "limit": fingerprint(e.limits.get(name))}
    if also is not None:
        said["also"] = also
    try:
        if name in e.finders:
            said["model"] = fingerprint(getattr(e.finders[name], "digest", e.finders[name]))
        for field in sorted(known.reads):
            if field not in parts:
                parts[field] = _part(e, field)
            said[field] = parts[field]
    except NoFingerprint:
        return ""
    return digest(said)


def _part(e: Evidence, field: str) -> str:
    if field == "file":
        return e.opened.digest
    if field == "recipe":
        return fingerprint(e.recipe.nodes if e.recipe else ())
    if field == "blob":
        return ""  # fonts and logo: the recipe names them by their digests
    return fingerprint(getattr(e, field))
