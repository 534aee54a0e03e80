"""Bytes to the browser, once the caller has decided who may see them. The address holds the digest: kept for ever."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import quote_etag

from studio.lib import blobs
from studio.lib.models import Blob

YEAR = 31_536_000


def blob_response(request: HttpRequest, blob: Blob, *, filename: str = "", attachment: bool = False) -> HttpResponse:
    """The blob's bytes with its digest as strong ETag; cached privately and for ever, since a blob never changes."""
    etag = quote_etag(blob.digest)
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(blobs.read(blob.digest), content_type=blob.media_type)
        response["Content-Length"] = str(blob.size)
        if filename:
            response["Content-Disposition"] = f'{"attachment" if attachment else "inline"}; filename="{filename}"'
    response["ETag"] = etag
    response["Cache-Control"] = f"private, max-age={YEAR}, immutable"
    # A picture is shown, never run: even one that lies about its type cannot reach the page's origin.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def streamed(request: HttpRequest, parts: Iterator[str], *, content_type: str, filename: str) -> StreamingHttpResponse:
    """A file of any length, sent part by part as it is written: neither side holds it as a whole."""
    body = _apart(parts) if isinstance(request, ASGIRequest) else parts
    response = StreamingHttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


async def _apart(parts: Iterator[str]) -> AsyncIterator[str]:
    """Django reads a plain iterator to its end before it sends the first part of it."""
    step = sync_to_async(lambda: next(parts, None))
    while (part := await step()) is not None:
        yield part
