"""The project's own settings on temporary ground, so that a test run touches nothing of yours.

Database: the embedded PostgreSQL, one server for all workers of a run (tests/conftest.py), or DATABASE_URL.
Every pytest-xdist worker has its own database, store and queue.
"""

import os
import tempfile
from pathlib import Path

if "GATEFOLD_TESTS" not in os.environ:  # the first process of a run; its workers inherit the folder
    os.environ["GATEFOLD_TESTS"] = tempfile.mkdtemp(prefix="gatefold-tests-")
ROOT = Path(os.environ["GATEFOLD_TESTS"])
MINE = ROOT / os.environ.get("PYTEST_XDIST_WORKER", "main")

ENVIRONMENT = {
    "SECRET_KEY": "only-for-tests-" + "x" * 40,
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "HTTPS": "0",
    "STATEMENT_TIMEOUT_MS": "60000",
    "CELERY_BROKER_URL": "filesystem://localhost",
    "BROKER_DIR": str(MINE / "broker"),
    "STORAGE_URL": (MINE / "blobs").as_uri(),
    "DELIVERY_URL": (MINE / "library").as_uri(),
    "STORAGE_BUDGET_S": "5",
    "LOG_LEVEL": "WARNING",
    # Playwright keeps an event loop on the main thread, where the tests also use the database.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    # moto's S3 asks for some credentials and accepts any; a developer's own must not reach a test.
    "AWS_ACCESS_KEY_ID": "tests",
    "AWS_SECRET_ACCESS_KEY": "tests",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
}
os.environ["GATEFOLD_VAR"] = str(ROOT)

# The first process of a run exports these, and its xdist workers inherit them: each worker then takes its own. What a
# worker starts (a Celery worker, a server) keeps what that test gave it.
FIRST = os.environ.get("GATEFOLD_TESTS_BY") not in (None, MINE.name)
os.environ["GATEFOLD_TESTS_BY"] = MINE.name
OF_EACH_WORKER = ("BROKER_DIR", "STORAGE_URL", "DELIVERY_URL")
if FIRST:
    for name in OF_EACH_WORKER:
        if str(ROOT) in os.environ.get(name, ""):
            del os.environ[name]
for name, value in ENVIRONMENT.items():
    os.environ.setdefault(name, value)

from studio.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
