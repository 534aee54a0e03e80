"""Every setting, in one file, from the environment (docs in README: "Settings").

Nothing needs to be set on a laptop: without DATABASE_URL the embedded parts are used and kept under var/. Once
DATABASE_URL is set this is production, where secrets have no defaults and a missing one stops the start by name,
unless GATEFOLD_LAPTOP=1 says that it is a laptop all the same.
"""

import contextlib
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from studio.lib import embedded
from studio.lib.env import BadSetting, env_bool, env_folders, env_hosts, env_int, env_list, env_path, env_str
from studio.lib.logging import logging_config
from studio.lib.mail import route as mail_route

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env_path("GATEFOLD_VAR", default=BASE_DIR / "var")

DEBUG = env_bool("DEBUG", default=False)

# --- Database -------------------------------------------------------------------------------------------------------
# None where DATABASE_URL names a server; else the folder of the PostgreSQL that manage.py and `make run` keep running.
EMBEDDED_DATABASE: Path | None = None if env_str("DATABASE_URL", "") else VAR_DIR / "postgres"

# Pages give up after 5 s; manage.py and the workers give themselves longer (jobs_may_take_longer in studio/celery.py).
STATEMENT_TIMEOUT_MS = env_int("STATEMENT_TIMEOUT_MS", default=5_000)


def database() -> dict[str, Any]:
    """The default connection: pooled, checked before use, and with a deadline at each end of the wire."""
    url = embedded.address(EMBEDDED_DATABASE) if EMBEDDED_DATABASE else env_str("DATABASE_URL")
    try:
        options: dict[str, Any] = dict(conninfo_to_dict(url))
    except ProgrammingError:
        raise BadSetting("DATABASE_URL is not an address. Use postgresql://user:password@host:5432/name.") from None
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    place = {ours: str(options.pop(theirs, "")) for ours, theirs in names.items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "CONN_MAX_AGE": 0,  # the pool keeps connections; an age kept per thread leaks them under ASGI
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **options,  # sslmode and its kin, as libpq spells them
            "pool": {"min_size": 2, "max_size": env_int("DATABASE_POOL", default=8, least=2), "timeout": 5},
            "connect_timeout": 5,
            "tcp_user_timeout": 10_000,  # ms; a stalled link would otherwise hang for ever
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "options": f"-c statement_timeout={STATEMENT_TIMEOUT_MS}",
        },
    }


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# --- Secrets and hosts ----------------------------------------------------------------------------------------------
def kept_secret(path: Path) -> str:
    """The laptop's own secret key: made once, readable by its owner alone, kept so that sessions outlive a restart."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):  # of two first starts one wins, and both read the winner's
            path.hardlink_to(fresh)
        fresh.unlink()
        return path.read_text().strip()


# A laptop makes its own secrets and its demo people. With a DATABASE_URL it has to say that it is one.
LAPTOP = env_bool("GATEFOLD_LAPTOP", default=EMBEDDED_DATABASE is not None)
SECRET_KEY = env_str("SECRET_KEY", kept_secret(VAR_DIR / "secret-key") if LAPTOP else None)
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if LAPTOP else None)
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", [])

# HTTPS=0 is for a laptop, or for a network that ends TLS and forbids plain HTTP by other means.
HTTPS = env_bool("HTTPS", default=not LAPTOP)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # a probe inside the cluster speaks plain HTTP
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
CSRF_FAILURE_VIEW = "studio.lib.problems_middleware.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- Applications ---------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "axes",
    "studio.lib",
    "studio.people",
    "studio.policy",
    "briefs",
    "generation",
    "review",
    "dam",
    "studio.home",
]

MIDDLEWARE = [
    "studio.lib.logging.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "studio.lib.static.StaticFilesMiddleware",
    "studio.lib.headers.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # a page is private unless it says @login_not_required
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "studio.lib.problems_middleware.ProblemsMiddleware",
]

ROOT_URLCONF = "studio.urls"
ASGI_APPLICATION = "studio.asgi.application"
WSGI_APPLICATION = None
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "studio.home.context.shell",
            ],
        },
    },
]
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- People ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = env_int("SIGN_IN_ATTEMPTS", default=10, least=1)
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a stranger cannot lock a colleague out from another address
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "studio.people.views.locked_out"

# --- Mail -----------------------------------------------------------------------------------------------------------
# smtp+tls://user:password@host:587, smtps://…, console: or file:///folder. Unset: a laptop writes it to var/mail, and
# in production none leaves. What is sent links to SITE_URL.
MAIL = mail_route(env_str("EMAIL_URL", (VAR_DIR / "mail").as_uri() if LAPTOP else "console:" if DEBUG else ""))
MAIL_ON, MAIL_PLACE = MAIL.on, MAIL.place
EMAIL_BACKEND, EMAIL_FILE_PATH = MAIL.backend, MAIL.folder or None
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env_str("EMAIL_FROM", "Gatefold <gatefold@localhost>" if LAPTOP or not MAIL_ON else None)
HOME_URL = f"http://localhost:{env_int('PORT', default=8000, least=1)}"
SITE_URL = env_str("SITE_URL", HOME_URL if LAPTOP or not MAIL_ON else None).rstrip("/")
DIGEST_HOUR = env_int("DIGEST_HOUR", default=7) % 24  # UTC; when the daily mail of notices is written

# --- Policies -------------------------------------------------------------------------------------------------------
# What a rule may ask about whoever runs this: OPERATOR_REVENUE in US dollars a year, OPERATOR_USERS and OPERATOR_VISITS
# a month. None: not said, and a rule that asks for it cannot be decided.
OPERATOR = {what: env_int(f"OPERATOR_{what.upper()}", default=0) or None for what in ("revenue", "users", "visits")}

# --- Content Credentials --------------------------------------------------------------------------------------------
# PEM files: the signing certificate with its issuers, its unlocked key, and roots that are trusted besides when files
# are read. Without a certificate the installation makes an identity of its own, which nobody else trusts. A timestamp
# service (RFC 3161) is asked only where it is named.
C2PA_CERTIFICATE, C2PA_KEY = env_str("C2PA_CERTIFICATE", ""), env_str("C2PA_KEY", "")
if bool(C2PA_CERTIFICATE) != bool(C2PA_KEY):
    raise BadSetting("C2PA_CERTIFICATE and C2PA_KEY go together: name both files, or neither.")
C2PA_ANCHORS = env_str("C2PA_ANCHORS", "")
C2PA_TIMESTAMP_URL = env_str("C2PA_TIMESTAMP_URL", "")
# A signed upload's own history holds its thumbnails: a picture that nobody published would ship inside what does.
C2PA_HISTORIES = env_bool("C2PA_HISTORIES", default=False)
IDENTITY_DIR = VAR_DIR / "identity"

# --- Words and time -------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# --- Static files ---------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # bytes live in studio.lib.blobs, nowhere else
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Bytes ----------------------------------------------------------------------------------------------------------
# file:///folder or s3://bucket/prefix?endpoint=https://…&region=…; credentials by AWS_ACCESS_KEY_ID and its kin.
STORAGE_URL = env_str("STORAGE_URL", (VAR_DIR / "blobs").as_uri() if LAPTOP else None)
DELIVERY_URL = env_str("DELIVERY_URL", (VAR_DIR / "library").as_uri() if LAPTOP else STORAGE_URL.rstrip("/"))
STORAGE_BUDGET_S = env_int("STORAGE_BUDGET_S", default=30, least=1)  # one call with all its retries

# --- Work -----------------------------------------------------------------------------------------------------------
QUEUES = ["gpu.previz", "gpu.diffusers", "gpu.remote", "pixels", "io"]
CELERY_BROKER_URL = env_str("CELERY_BROKER_URL", "filesystem://localhost" if LAPTOP else None)
BROKER_DIR = env_path("BROKER_DIR", default=VAR_DIR / "broker")
LEASE_SECONDS = env_int("GATEFOLD_LEASE_SECONDS", default=30, least=1)  # silent for longer: its picture is lost
MODELS_DIR = env_path("MODELS_DIR", default=VAR_DIR / "models")  # where models copied from the hub are kept
MODEL_DOWNLOADS = env_bool("MODEL_DOWNLOADS", default=False)  # 1: an admin may have a model copied from the hub
MODEL_DIRS = env_folders("MODEL_DIRS")  # commas between: models are added from below these alone; unset: from anywhere
REMOTE_HOSTS = env_hosts("REMOTE_HOSTS")  # commas between: the only ones a service elsewhere may be on; unset: none
# TorchScript files that find text and faces in finished pictures (generation/engine/checks/finder.py); unset: not run
CHECK_TEXT_MODEL = env_str("CHECK_TEXT_MODEL", "")
CHECK_FACES_MODEL = env_str("CHECK_FACES_MODEL", "")
CHECK_IDENTITY_MODEL = env_str("CHECK_IDENTITY_MODEL", "")
SET_MOST_PICTURES = env_int("SET_MOST_PICTURES", default=1_000, least=1)  # of one planned set, whatever its cap
SEARCH_MOST_CANDIDATES = env_int(
    "SEARCH_MOST_CANDIDATES", default=400, least=1
)  # of one batch that goes on until some pass
SET_MOST_FILES = env_int("SET_MOST_FILES", default=10_000, least=1)  # cells of one planned set
JOB_LIMIT_S = env_int("JOB_LIMIT_S", default=3600, least=1)  # the longest one task may rightly take


# A page that nudges a queue which is away goes on at once; workers have a patience of their own.
ONE_TRY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.1}


def broker_options() -> dict[str, Any]:
    scheme = CELERY_BROKER_URL.partition(":")[0]
    if scheme == "filesystem":
        folders = {"data_folder_in": "queue", "data_folder_out": "queue", "processed_folder": "done"}
        folders["control_folder"] = "control"
        paths = {key: BROKER_DIR / name for key, name in folders.items()}
        for path in paths.values():
            path.mkdir(parents=True, exist_ok=True)
        return {"polling_interval": 0.05, **{key: str(path) for key, path in paths.items()}}
    if scheme in ("redis", "rediss"):
        # Redis hands a message out again after this long: above the longest job, or the job runs twice.
        timeouts = {"visibility_timeout": JOB_LIMIT_S * 2, "socket_timeout": 10, "socket_connect_timeout": 5}
        return timeouts | ONE_TRY
    return dict(ONE_TRY)


CELERY_BROKER_TRANSPORT = "studio.lib.broker:Transport" if CELERY_BROKER_URL.startswith("filesystem:") else None
CELERY_BROKER_TRANSPORT_OPTIONS = broker_options()
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 5
CELERY_TASK_PUBLISH_RETRY = False  # the row is the outbox: a nudge that fails is the sweep's to send again
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_DEFAULT_QUEUE = "io"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_TIMEZONE = "UTC"

# --- API ------------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "EXCEPTION_HANDLER": "studio.lib.problems_middleware.api_problem",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {"TITLE": "Gatefold", "VERSION": "1", "SERVE_INCLUDE_SCHEMA": False}

# --- Logs -----------------------------------------------------------------------------------------------------------
LOG_FORMAT = env_str("LOG_FORMAT", "text")
LOGGING = logging_config(form=LOG_FORMAT, level=env_str("LOG_LEVEL", "INFO"))
