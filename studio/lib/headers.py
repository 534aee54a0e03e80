"""The content security policy: what a page may load. No inline script, no other host but the store of pictures."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def picture_hosts(storage_url: str) -> str:
    """Where presigned links of the store point to, as CSP sources; empty for a local folder."""
    url = urlsplit(storage_url)
    if url.scheme != "s3":
        return ""
    query = parse_qs(url.query)
    if endpoint := query.get("endpoint"):
        parts = urlsplit(endpoint[0])
        return f"{parts.scheme}://{parts.netloc}"
    return f"https://{url.netloc}.s3.{query.get('region', ['us-east-1'])[0]}.amazonaws.com"


def content_security_policy(storage_url: str) -> str:
    sources = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "style-src-attr": "'unsafe-inline'",  # data-driven values only: --ratio, a width in per cent
        "img-src": f"'self' blob: data: {picture_hosts(storage_url)}".strip(),
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in sources.items())


class ContentSecurityPolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = content_security_policy(settings.STORAGE_URL)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response
