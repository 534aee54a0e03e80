"""Bytes to the browser, once the caller has decided who may see them. The address holds the digest: kept for ever."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
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
