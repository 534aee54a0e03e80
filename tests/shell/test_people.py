"""Signing in and out, and who may do what where."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people import actions
from studio.people.models import Brand, Membership, User
from studio.people.roles import Role, may
from tests.cast import PASSWORD, Cast


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def roles(person: User, brand: Brand) -> set[str]:
    return set(Membership.objects.filter(user=person, brand=brand).values_list("role", flat=True))


# --- In and out -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["dana", "dana@example.test", "DANA@example.test "])
def test_dana_signs_in_by_name_or_address_and_lands_where_she_was_going(cast: Cast, name: str) -> None:
    client = Client()
    answer = client.post("/sign-in/", {"username": name, "password": PASSWORD, "next": "/checks/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/checks/")
    assert client.get("/").status_code == 200


def test_a_wrong_password_is_a_sentence_and_keeps_the_name(cast: Cast) -> None:
    answer = Client().post("/sign-in/", {"username": "dana", "password": "wrong"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "No account has this name and password" in page
    assert 'value="dana"' in page
    assert 'value="wrong"' not in page


def test_signing_in_leads_to_no_other_site(cast: Cast) -> None:
    asked = {"username": "dana", "password": PASSWORD, "next": "//elsewhere.test/"}
    assert Client().post("/sign-in/", asked).headers["Location"] == "/"


def test_guessing_is_locked_out_with_a_sentence_and_only_for_that_name(cast: Cast, settings: object) -> None:
    cache.clear()
    client = Client()
    settings.AXES_FAILURE_LIMIT = 3  # type: ignore[attr-defined]
    for _ in range(3):
        answer = client.post("/sign-in/", {"username": "dana", "password": "guess"})
    assert answer.status_code == 429
    assert "Wait 15 minutes" in answer.content.decode()
    right = {"username": "dana", "password": PASSWORD}
    assert client.post("/sign-in/", right).status_code == 429
    assert client.post("/sign-in/", right | {"username": "ben"}).status_code == 302


def test_signing_out_takes_a_post(cast: Cast) -> None:
    client = signed_in(cast.dana)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


def test_a_changed_password_works_and_keeps_this_session_alone(cast: Cast) -> None:
    here, there = signed_in(cast.dana), signed_in(cast.dana)
    new = "a-lamp-at-the-window"
    wrong = here.post("/password/", {"old_password": "no", "new_password1": new, "new_password2": new})
    assert (wrong.status_code, "not your present password" in wrong.content.decode()) == (422, True)
    answer = here.post("/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert answer.status_code == 302
    assert "Your password is changed" in here.get("/").content.decode()
    assert there.get("/").status_code == 302
    assert Client().post("/sign-in/", {"username": "dana", "password": new}).status_code == 302


# --- People ---------------------------------------------------------------------------------------------------------
def test_ada_adds_somebody_new_and_the_link_sets_their_password_once(cast: Cast) -> None:
    client = signed_in(cast.ada)
    asked = {"email": "ines@example.test", "name": "Ines Vidal", "roles": ["designer"]}
    page = client.post(f"/admin/people/{cast.northlight.pk}/add/", asked, follow=True).content.decode()
    link = re.search(r'value="http://testserver(/welcome/[^"]+)"', page)
    assert link is not None
    ines = User.objects.get(email="ines@example.test")
    assert (ines.username, ines.name, roles(ines, cast.northlight)) == ("ines-vidal", "Ines Vidal", {"designer"})
    assert "/welcome/" not in client.get("/admin/people/").content.decode()  # shown this once

    new = {"new_password1": "salt-and-marsh-9", "new_password2": "salt-and-marsh-9"}
    assert Client().post(link[1], new | {"new_password2": "other"}).status_code == 422
    assert Client().post(link[1], new).headers["Location"] == "/sign-in/"
    assert Client().get(link[1]).status_code == 404
    assert Client().post("/sign-in/", {"username": "ines-vidal", "password": new["new_password1"]}).status_code == 302


def test_somebody_with_an_account_is_added_by_address(cast: Cast) -> None:
    asked = {"email": "ZOE@example.test", "name": "", "roles": ["marketer", "designer"]}
    signed_in(cast.ada).post(f"/admin/people/{cast.northlight.pk}/add/", asked)
    assert roles(cast.zoe, cast.northlight) == {"marketer", "designer"}
    assert User.objects.filter(email__iexact="zoe@example.test").count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "has no account yet"),
        ({"roles": []}, "Tick at least one role"),
        ({"email": "not an address"}, "Enter a valid email address"),
        ({"roles": ["king"]}, "king is not one of the available choices"),
    ],
)
def test_a_refused_person_leaves_nothing_and_the_form_keeps_what_was_typed(
    cast: Cast, change: dict[str, object], sentence: str
) -> None:
    asked = {"email": "ines@example.test", "name": "Ines Vidal", "roles": ["designer"]} | change
    before = User.objects.count()
    answer = signed_in(cast.ada).post(f"/admin/people/{cast.northlight.pk}/add/", asked)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert str(asked["email"]) in page
    assert User.objects.count() == before


def test_roles_are_exactly_what_was_saved_and_the_record_says_so(cast: Cast) -> None:
    change = f"/admin/people/{cast.northlight.pk}/{cast.dana.pk}/"
    signed_in(cast.ada).post(change, {"roles": ["marketer", "admin"]})
    assert roles(cast.dana, cast.northlight) == {"marketer", "admin"}
    event = Event.objects.get(kind="brand.set roles", data__person=cast.dana.pk)
    assert (event.by, event.data["before"], event.data["after"]) == (cast.ada, ["designer"], ["admin", "marketer"])
    page = signed_in(cast.ada).post(change, {}, follow=True).content.decode()
    assert "at least one role" in page
    assert roles(cast.dana, cast.northlight) == {"marketer", "admin"}


def test_one_who_is_removed_sees_nothing_any_more(cast: Cast) -> None:
    signed_in(cast.ada).post(f"/admin/people/{cast.northlight.pk}/{cast.dana.pk}/", {"remove": ""})
    assert not Brand.objects.visible_to(User.objects.get(username="dana")).exists()


def test_the_last_admin_stays(cast: Cast) -> None:
    with pytest.raises(WrongState, match="last admin of Northlight"):
        actions.remove_member(cast.northlight, cast.ada, by=cast.ada)
    with pytest.raises(WrongState, match="last admin"):
        actions.set_roles(cast.northlight, cast.ada, ["designer"], by=cast.ada)
    assert roles(cast.ada, cast.northlight) == {"admin"}
    actions.add_member(cast.northlight, cast.dana, ["admin"], by=cast.ada)
    actions.remove_member(cast.northlight, cast.ada, by=cast.dana)
    assert roles(cast.ada, cast.northlight) == set()


@pytest.mark.parametrize("who", ["ben", "dana", "bea", "leo", "zoe"])
def test_only_an_admin_of_the_brand_keeps_its_people(cast: Cast, who: str) -> None:
    person: User = getattr(cast, who)
    client = signed_in(person)
    before = list(Membership.objects.order_by("pk").values_list())
    status = 404 if who == "zoe" else 403  # what she may not see does not exist for her
    assert client.post(f"/admin/people/{cast.northlight.pk}/{cast.ben.pk}/", {"remove": ""}).status_code == status
    asked = {"email": "x@example.test", "name": "X", "roles": ["admin"]}
    assert client.post(f"/admin/people/{cast.northlight.pk}/add/", asked).status_code == status
    for act in (
        lambda: actions.add_member(cast.northlight, person, ["admin"], by=person),
        lambda: actions.remove_member(cast.northlight, cast.ben, by=person),
        lambda: actions.invite(cast.northlight, email="x@example.test", name="X", roles=["admin"], by=person),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert list(Membership.objects.order_by("pk").values_list()) == before
    assert not User.objects.filter(email="x@example.test").exists()


def test_a_brand_is_made_by_one_who_keeps_one_already(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.create_brand("Saltmarsh", by=cast.dana)
    made = actions.create_brand("Saltmarsh", by=cast.ada, palette=[{"name": "reed", "hex": "#6B705C"}])
    assert (made.slug, may(cast.ada, "keep people", made)) == ("saltmarsh", True)
    with pytest.raises(BadInput):
        actions.create_brand("Saltmarsh", by=cast.ada)
    with pytest.raises(BadInput, match="letters"):
        actions.create_brand("!!!", by=cast.ada)


def test_the_first_brand_begins_on_the_command_line(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("brand", "Saltmarsh", "--admin", "ines@example.test", "--name", "Ines Vidal", "--confidential")
    brand, ines = Brand.objects.get(slug="saltmarsh"), User.objects.get(username="ines-vidal")
    assert brand.local_only
    assert may(ines, "keep people", brand)
    link = re.search(r"(/welcome/\S+)", capsys.readouterr().out)
    assert link is not None
    new = {"new_password1": "salt-and-marsh-9", "new_password2": "salt-and-marsh-9"}
    assert Client().post(link[1], new).status_code == 302
    with pytest.raises(CommandError, match="There is a brand at saltmarsh already"):
        call_command("brand", "Saltmarsh", "--admin", "other@example.test", "--name", "Other")
    with pytest.raises(CommandError, match="give the person's name"):
        call_command("brand", "Tern", "--admin", "other@example.test")
    assert list(Brand.objects.values_list("slug", flat=True)) == ["saltmarsh"]  # nothing half-written


# --- Access: every page of this room, for everybody -----------------------------------------------------------------
EVERYBODY = {"ben", "dana", "bea", "leo", "ada", "zoe"}
ADMINS = {"ada", "zoe"}  # Zoe administers the other brand
ACCESS: dict[tuple[str, str], set[str]] = {
    ("GET", "/"): EVERYBODY,
    ("POST", "/brand/"): EVERYBODY,
    ("GET", "/search/"): EVERYBODY,
    ("GET", "/prompts/"): EVERYBODY,
    ("GET", "/checks/"): EVERYBODY,
    ("GET", "/password/"): EVERYBODY,
    ("POST", "/sign-out/"): EVERYBODY,
    ("GET", "/admin/people/"): ADMINS,
    ("GET", "/admin/machines/"): EVERYBODY,
}


@pytest.mark.parametrize(("method", "path"), ACCESS)
def test_who_may_open_what(cast: Cast, method: str, path: str) -> None:
    for who in EVERYBODY:
        status = signed_in(getattr(cast, who)).generic(method, path).status_code
        assert status in ((200, 302) if who in ACCESS[method, path] else (403,)), f"{who}: {status}"
    stranger = Client().generic(method, path)
    assert (stranger.status_code, stranger.headers["Location"].startswith("/sign-in/")) == (302, True)


def test_every_role_has_a_name_people_read() -> None:
    assert {str(role.label) for role in Role} == {"Marketer", "Designer", "Brand reviewer", "Legal reviewer", "Admin"}
