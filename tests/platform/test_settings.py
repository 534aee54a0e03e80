"""Settings from the environment: production has no default for a secret, and a bad value names itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio.lib.env import BadSetting, env_bool, env_int, env_list
from studio.lib.headers import content_security_policy
from tests.parts import REPOSITORY
from tests.settings import ENVIRONMENT

PRODUCTION = {
    "DATABASE_URL": "postgresql://ga%40te:p%2Fw@db.example:5433/line?sslmode=require",
    "SECRET_KEY": "s" * 50,
    "ALLOWED_HOSTS": "gatefold.example",
    "CELERY_BROKER_URL": "redis://queue:6379/0",
    "STORAGE_URL": "s3://bucket/prefix?endpoint=https://s3.example",
}
SHOW = "from django.conf import settings as s; d = s.DATABASES['default']; print({expression})"


def settings_with(environment: dict[str, str], var: Path, expression: str = "s.DEBUG") -> tuple[int, str]:
    """Load the settings in a fresh process; (exit status, last line of what it said)."""
    clean = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
    clean.pop("DATABASE_URL", None)
    answer = subprocess.run(
        [sys.executable, "-c", SHOW.format(expression=expression)],
        cwd=REPOSITORY,
        env=clean | {"DJANGO_SETTINGS_MODULE": "studio.settings", "GATEFOLD_VAR": str(var)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode, (answer.stdout + answer.stderr).strip().splitlines()[-1]


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "CELERY_BROKER_URL", "STORAGE_URL"])
def test_production_refuses_to_start_without(name: str, tmp_path: Path) -> None:
    code, said = settings_with({key: value for key, value in PRODUCTION.items() if key != name}, tmp_path)
    assert code == 1
    assert f"{name} is not set" in said
    assert not list(tmp_path.iterdir()), "nothing was made up in its place"


def test_production_is_strict_about_its_wire(tmp_path: Path) -> None:
    cookies = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE"
    expression = f"s.DEBUG, {cookies}, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0"
    assert settings_with(PRODUCTION, tmp_path, expression) == (0, "False True True True True")


def test_a_database_address_keeps_its_escapes_and_options(tmp_path: Path) -> None:
    expression = "d['USER'], d['PASSWORD'], d['HOST'], d['PORT'], d['NAME'], d['OPTIONS']['sslmode']"
    assert settings_with(PRODUCTION, tmp_path, expression) == (0, "ga@te p/w db.example 5433 line require")


def test_every_connection_has_deadlines_and_comes_from_the_pool(tmp_path: Path) -> None:
    expression = "d['CONN_MAX_AGE'], d['OPTIONS']['pool']['max_size'], d['OPTIONS']['options']"
    assert settings_with(PRODUCTION, tmp_path, expression) == (0, "0 8 -c statement_timeout=5000")


def test_redis_hands_a_message_out_again_only_after_the_longest_job(tmp_path: Path) -> None:
    expression = "s.CELERY_BROKER_TRANSPORT_OPTIONS['visibility_timeout'] > s.JOB_LIMIT_S"
    assert settings_with(PRODUCTION, tmp_path, expression) == (0, "True")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "maybe", "DEBUG is 'maybe'. Use 1 or 0."),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL is not an address."),
        ("DATABASE_POOL", "one", "DATABASE_POOL is 'one'. Use a whole number."),
        ("LOG_FORMAT", "xml", "LOG_FORMAT is 'xml'. Use text or json."),
    ],
)
def test_a_bad_value_names_itself_and_the_remedy(name: str, value: str, sentence: str, tmp_path: Path) -> None:
    code, said = settings_with(PRODUCTION | {name: value}, tmp_path)
    assert code == 1
    assert sentence in said


def test_a_laptop_makes_a_secret_once_and_keeps_it_to_itself(tmp_path: Path) -> None:
    _, first = settings_with({}, tmp_path, "s.SECRET_KEY")
    _, again = settings_with({}, tmp_path, "s.SECRET_KEY")
    assert first == again
    assert len(first) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_environment_values_are_read_strictly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", " Yes ")
    assert env_bool("X", default=False) is True
    monkeypatch.setenv("X", "a, b,,")
    assert env_list("X") == ["a", "b"]
    monkeypatch.setenv("X", "-1")
    with pytest.raises(BadSetting, match=r"X is -1\. Use 0 or more"):
        env_int("X", default=1)


def test_the_page_may_load_from_itself_and_the_store_of_pictures_alone() -> None:
    local = content_security_policy("file:///var/blobs")
    assert "default-src 'none'" in local
    assert "script-src 'self';" in local
    assert "unsafe-inline" not in local.replace("style-src-attr 'unsafe-inline'", "")
    assert "img-src 'self' blob: data:;" in local
    remote = content_security_policy("s3://pictures/x?endpoint=https://s3.example:9000/")
    assert "img-src 'self' blob: data: https://s3.example:9000;" in remote
    amazon = content_security_policy("s3://pictures?region=eu-west-1")
    assert "https://pictures.s3.eu-west-1.amazonaws.com" in amazon
