"""Logs for people (text) or for machines (LOG_FORMAT=json), each line with the id of the request it belongs to."""

import json
import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from studio.lib.env import BadSetting

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
_HEADER = "X-Request-ID"
_SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
_TALKERS = ("django", "uvicorn", "celery")
_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_UNTELLING = frozenset({"color_message", "request"})  # the message again in colour; an object whose id we write


class RequestIdMiddleware:
    """Give each request an id: the proxy's where it is sane, else a fresh one; it returns in the response."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(_HEADER, "")
        request_id = given if _SANE.fullmatch(given) else secrets.token_hex(8)
        token = REQUEST_ID.set(request_id)
        request.META["REQUEST_ID"] = request_id  # Django writes about a refused request when we are through with it
        try:
            response = self.get_response(request)
        finally:
            REQUEST_ID.reset(token)
        response[_HEADER] = request_id
        return response


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request_id, whatever `extra` carried, and the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        meta = getattr(record.__dict__.get("request"), "META", {})
        if request_id := REQUEST_ID.get() or meta.get("REQUEST_ID"):
            line["request_id"] = request_id
        line |= {key: value for key, value in record.__dict__.items() if key not in _STANDARD | _UNTELLING}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)


def logging_config(*, form: str, level: str) -> dict[str, Any]:
    """settings.LOGGING: everything to stderr, in the form asked for."""
    if form not in ("text", "json"):
        raise BadSetting(f"LOG_FORMAT is {form!r}. Use text or json.")
    if level not in logging.getLevelNamesMapping():
        raise BadSetting(f"LOG_LEVEL is {level!r}. Use DEBUG, INFO, WARNING or ERROR.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {"format": "{asctime} {levelname:<7} {name}: {message}", "style": "{", "datefmt": "%H:%M:%S"},
            "json": {"()": "studio.lib.logging.JsonFormatter"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # These bring handlers of their own, which would write each line twice or in another form.
            **{name: {"handlers": [], "level": "NOTSET", "propagate": True} for name in _TALKERS},
            "uvicorn.access": {"handlers": [], "level": "WARNING", "propagate": True},
            "botocore": {"level": "WARNING"},
            "axes": {"level": "WARNING"},
        },
    }
