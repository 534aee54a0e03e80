"""What goes wrong is the same sentence in every form, with a 4xx; a bug of ours is a 500 that tells no secrets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from studio import urls as site
from studio.lib.problems import BadInput, NotAllowed, NotNow, Problem, TooMuch, WrongState
from tests.cast import Cast

SENTENCE = "Width is at most 8192 px; 90000 <b>asked</b>."
RAISED: dict[str, Exception] = {
    "problem": Problem(SENTENCE),
    "bad-input": BadInput(SENTENCE, field="width"),
    "not-allowed": NotAllowed(SENTENCE),
    "wrong-state": WrongState(SENTENCE),
    "too-much": TooMuch(SENTENCE),
    "not-now": NotNow(SENTENCE),
}
STATUS = {"problem": 400, "bad-input": 422, "not-allowed": 403, "wrong-state": 409, "too-much": 413, "not-now": 503}
OTHERS: dict[str, Exception] = {
    "missing": Http404("No Brief matches"),
    "denied": PermissionDenied("no"),
    "suspicious": SuspiciousOperation("odd"),
    "bug": RuntimeError("secret detail of the machine"),
    "busy": OperationalError("couldn't get a connection after 5.00 sec"),
}


def raiser(request: HttpRequest, name: str) -> HttpResponse:
    raise (RAISED | OTHERS)[name]


def reader(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST.get("text", "")[:1])


urlpatterns = [
    path("raise/<str:name>/", raiser),
    path("api/raise/<str:name>/", raiser),
    path("read/", reader),
    *site.urlpatterns,
]
handler400, handler403, handler404, handler500 = site.handler400, site.handler403, site.handler404, site.handler500
pytestmark = pytest.mark.urls("tests.shell.test_problems")


@pytest.fixture
def browser_client(cast: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.dana)
    return client


@pytest.mark.parametrize("name", RAISED)
def test_a_page_says_the_sentence_inside_the_shell(browser_client: Client, name: str) -> None:
    answer = browser_client.get(f"/raise/{name}/", headers={"Accept": "text/html"})
    page = answer.content.decode()
    assert answer.status_code == STATUS[name]
    assert "Width is at most 8192 px; 90000 &lt;b&gt;asked&lt;/b&gt;." in page
    assert 'class="rail"' in page


TYPED = {"why": "The bleed is <b>too</b> small, and the print is tomorrow.", "until": "2026-12-01",
         "new_password": "correct horse battery", "code": "12 34 56"}  # fmt: skip


def test_what_was_written_in_a_refused_form_is_given_back(browser_client: Client) -> None:
    page = browser_client.post("/raise/bad-input/", TYPED, headers={"Accept": "text/html"}).content.decode()
    assert "The bleed is &lt;b&gt;too&lt;/b&gt; small, and the print is tomorrow.</textarea>" in page
    assert "correct horse" not in page and "12 34 56" not in page, "no page repeats what may be a secret"
    assert "What you wrote" not in browser_client.get("/raise/bad-input/?why=a+b").content.decode()


def test_what_another_site_posts_is_never_shown(cast: Cast) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.force_login(cast.dana)
    for address in ("/raise/bad-input/", "/raise/bad-input/?x=%00"):
        answer = client.post(address, TYPED, headers={"Accept": "text/html"})
        assert answer.status_code in (400, 403) and "too small" not in answer.content.decode()
        assert "What you wrote" not in answer.content.decode()


@pytest.mark.parametrize("name", RAISED)
def test_htmx_gets_the_sentence_as_a_toast_and_swaps_nothing(browser_client: Client, name: str) -> None:
    answer = browser_client.post(f"/raise/{name}/", headers={"HX-Request": "true"})
    assert answer.status_code == STATUS[name]
    assert answer.headers["HX-Reswap"] == "none"
    assert json.loads(answer.headers["HX-Trigger"])["toast"]["text"] == SENTENCE
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("name", RAISED)
@pytest.mark.parametrize(("address", "accept"), [("/api/raise", "*/*"), ("/raise", "application/json")])
def test_programs_get_problem_json(browser_client: Client, name: str, address: str, accept: str) -> None:
    answer = browser_client.get(f"{address}/{name}/", headers={"Accept": accept})
    assert answer.status_code == STATUS[name]
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["detail"], body["type"]) == (STATUS[name], SENTENCE, "about:blank")
    assert body["title"]


def test_problem_json_names_the_fields(browser_client: Client) -> None:
    assert browser_client.get("/api/raise/bad-input/").json()["errors"] == {"width": [SENTENCE]}


@pytest.mark.parametrize(("name", "status"), [("missing", 404), ("denied", 403), ("suspicious", 400)])
def test_what_django_raises_is_a_sentence_too(browser_client: Client, name: str, status: int) -> None:
    answer = browser_client.get(f"/raise/{name}/")
    assert answer.status_code == status
    page = answer.content.decode()
    assert 'class="rail"' in page
    assert "No Brief matches" not in page  # of the machine, not for people


def test_an_address_that_does_not_exist_is_a_page(browser_client: Client) -> None:
    answer = browser_client.get("/nowhere/at/all/")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()
    assert browser_client.get("/api/nowhere/").json()["status"] == 404


def test_a_bug_is_a_500_that_keeps_the_details_to_the_log(browser_client: Client) -> None:
    answer = browser_client.get("/raise/bug/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "A fault in Gatefold" in page
    assert "secret detail" not in page
    assert answer.headers["X-Request-ID"] in page
    assert "secret" not in browser_client.get("/api/raise/bug/").content.decode()


def test_a_database_without_a_connection_to_spare_is_a_503_worth_another_try(browser_client: Client) -> None:
    answer = browser_client.get("/raise/busy/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert "Gatefold is too busy" in answer.content.decode()
    assert browser_client.get("/api/raise/busy/").json()["status"] == 503


def test_a_form_that_is_too_large_is_a_413(browser_client: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    answer = browser_client.post("/read/", {"text": "x" * 5_000})
    assert answer.status_code == 413
    assert "larger than 1 kB" in answer.content.decode()


def test_a_form_with_too_many_fields_is_a_413(browser_client: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    answer = browser_client.post("/read/", {f"f{n}": "1" for n in range(9)})
    assert answer.status_code == 413


def test_a_stale_form_says_to_reload(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.dana)
    answer = client.post("/brand/", {"brand": ""})
    assert answer.status_code == 403
    assert "Reload the page and send it again" in answer.content.decode()


def test_htmx_is_sent_to_sign_in_as_a_whole_page(db: None) -> None:
    answer = Client().get("/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/checks/?a=1&b=2"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/sign-in/?next=/checks/%3Fa%3D1%26b%3D2"


def test_a_stranger_gets_problems_without_the_line(db: None) -> None:
    page = Client().get("/nowhere/").content.decode()
    assert "There is nothing here" in page
    assert 'class="rail"' not in page
