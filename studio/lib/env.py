"""Settings from the environment. A bad value raises at once, and the sentence names the variable and the remedy."""

import os
import re
from pathlib import Path
from typing import Final

_TRUE: Final = frozenset({"1", "true", "yes", "on"})
_FALSE: Final = frozenset({"0", "false", "no", "off", ""})


class BadSetting(RuntimeError):
    """An environment variable is missing or cannot be understood."""


def env_str(name: str, default: str | None = None) -> str:
    """The variable's text; without a default it must be set and not blank."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise BadSetting(f"{name} is not set. Set it in the environment; there is no default for it in production.")
    return default


def env_bool(name: str, *, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in _TRUE:
        return True
    if value.strip().lower() in _FALSE:
        return False
    raise BadSetting(f"{name} is {value!r}. Use 1 or 0.")


def env_int(name: str, *, default: int, least: int = 0) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        number = int(value)
    except ValueError:
        raise BadSetting(f"{name} is {value!r}. Use a whole number.") from None
    if number < least:
        raise BadSetting(f"{name} is {number}. Use {least} or more.")
    return number


def env_list(name: str, default: list[str] | None = None) -> list[str]:
    """Comma separated; blanks dropped."""
    text = env_str(name, None if default is None else ",".join(default) or " ")
    return [part.strip() for part in text.split(",") if part.strip()]


_HOST: Final = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?)(:[0-9]{1,5})?", re.IGNORECASE)


def env_hosts(name: str) -> list[str]:
    """Hosts with commas between, each as host or host:port; none where it is not set."""
    hosts = env_list(name, [])
    for host in hosts:
        port = _HOST.fullmatch(host) and host.rpartition("]")[2].partition(":")[2]
        if port is None or (port and not 0 < int(port) < 65536):
            raise BadSetting(f"{name} names {host!r}. Use host or host:port with commas between, no https://, no path.")
    return hosts


def env_path(name: str, *, default: Path) -> Path:
    value = os.environ.get(name, "").strip()
    return Path(value).expanduser().resolve() if value else default


def env_folders(name: str) -> list[Path]:
    """Whole paths with commas between; none where it is not set."""
    paths = [Path(text) for text in env_list(name, [])]
    if loose := [str(path) for path in paths if not path.is_absolute() or ".." in path.parts]:
        raise BadSetting(f"{name} names {loose[0]!r}. Use whole paths, starting with /, and no “..”.")
    return paths
