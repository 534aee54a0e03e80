"""Where a call may go: what is written, read strictly, against the operator's list."""

from __future__ import annotations

import pytest

from generation.engine.remote.hosts import BadAddress, Hosts, is_own, read
from studio.lib.env import BadSetting, env_hosts


@pytest.mark.parametrize("url", [
    "https://ada:pw@api.example/v1", "https://api.example@evil.example/", "ftp://api.example/", "//api.example/v1",
    "https://api.example/v1?x=1", "https://api.example/v1#x", "https://api.example\\@evil.example/",
    "https://api.example/a b", "https://api.example/\n", "https://exämple.test/", "https:///v1", "", "https://api.example:0/",
    "https://api.example:99999/", "https://api.example/v1/../../admin", "https://1234567/", "https://[::1/", "x" * 5000,
    "https://api..example/", "javascript:alert(1)", "https://api.example/\0",
])  # fmt: skip
def test_an_address_that_could_be_read_in_two_ways_is_not_read(url: str) -> None:
    with pytest.raises(BadAddress):
        read(url)


def test_an_address_is_compared_in_one_spelling() -> None:
    assert str(read("HTTPS://API.Example.:443/v1")) == "https://api.example/v1"
    assert read("http://[0:0:0:0:0:0:0:1]:8188").authority == "[::1]:8188"


@pytest.mark.parametrize(("listed", "url", "may"), [
    ("api.example", "https://api.example/v1", True),
    ("api.example", "https://api.example:8443/v1", False),
    ("api.example:8443", "https://api.example:8443/v1", True),
    ("api.example:8443", "https://api.example/v1", False),
    ("api.example", "https://sub.api.example/v1", False),
    ("api.example", "https://api.example.evil.test/v1", False),
    ("api.example", "http://api.example/v1", False),  # a public name by http
    ("8.8.8.8", "http://8.8.8.8/", False),
    ("169.254.169.254", "http://169.254.169.254/", False),
    ("127.0.0.1:8188", "http://127.0.0.1:8188", True),
    ("10.1.2.3:8188", "http://10.1.2.3:8188", True),
    ("comfyui:8188", "http://comfyui:8188", True),
    ("127.0.0.1:8188", "http://127.0.0.1:8189", False),
    ("", "https://api.example/v1", False),
])  # fmt: skip
def test_only_what_is_listed_is_called_and_plainly_only_at_home(listed: str, url: str, may: bool) -> None:
    hosts = Hosts.of([listed] if listed else [])
    if may:
        hosts.check(read(url))
    else:
        with pytest.raises(BadAddress):
            hosts.check(read(url))


def test_a_refusal_names_the_setting() -> None:
    with pytest.raises(BadAddress, match="REMOTE_HOSTS"):
        Hosts().check(read("https://api.example/v1"))


@pytest.mark.parametrize(
    "entry", ["https://api.example", "api.example/v1", "a b", "ada@api.example", "api.example:0", ""]
)
def test_an_entry_of_the_list_is_a_host_and_nothing_else(entry: str) -> None:
    with pytest.raises(BadAddress):
        Hosts.of([entry])


def test_metadata_addresses_are_not_at_home() -> None:
    assert is_own("192.168.1.4") and is_own("::1") and is_own("render.local")
    assert not is_own("169.254.169.254") and not is_own("0.0.0.0") and not is_own("api.example")


@pytest.mark.parametrize(
    "value", ["https://api.example", "api.example/v1", "api.example:0", "api.example:70000", "a b", "@x"]
)
def test_a_bad_list_stops_the_start_and_names_itself(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMOTE_HOSTS", f"good.example,{value}")
    with pytest.raises(BadSetting, match="REMOTE_HOSTS"):
        env_hosts("REMOTE_HOSTS")


def test_a_good_list_is_read_by_both(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env_hosts("REMOTE_HOSTS_NOT_SET") == []
    monkeypatch.setenv("REMOTE_HOSTS", "api.example, comfyui:8188 ,[::1]:8188,10.0.0.7")
    found = env_hosts("REMOTE_HOSTS")
    assert Hosts.of(found).listed == {("api.example", 0), ("comfyui", 8188), ("::1", 8188), ("10.0.0.7", 0)}
