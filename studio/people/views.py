from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlsafe_base64_decode, urlsafe_base64_encode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people import actions
from studio.people.chosen import chosen_brand, visible_brands
from studio.people.forms import AddPersonForm, PasswordForm, RolesForm, SignInForm, WelcomeForm
from studio.people.models import Brand, User
from studio.people.requests import Request
from studio.people.roles import Role, may

LOCKED_OUT = "Too many wrong passwords for this name from here. Wait 15 minutes and try again, or ask an admin."


# --- In and out -----------------------------------------------------------------------------------------------------
def safe_next(request: HttpRequest) -> str:
    """Where to go after: only ever an address of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else reverse("home:home")


@login_not_required
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    after = safe_next(request)
    if request.user.is_authenticated:
        return redirect(after)
    form = SignInForm(request, data=request.POST or None)
    if form.is_valid():
        login(request, form.get_user())
        return redirect(after)
    page = {"form": form, "next": after, "demo": settings.DEBUG}
    return render(request, "people/sign_in.html", page, status=422 if form.is_bound else 200)


@login_not_required
def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """What django-axes shows in place of the sign-in page's answer."""
    page = {"form": SignInForm(request), "next": safe_next(request), "locked": LOCKED_OUT}
    return render(request, "people/sign_in.html", page, status=429)


@require_POST
def sign_out(request: Request) -> HttpResponse:
    logout(request)
    messages.info(request, "You are signed out.")
    return redirect("people:sign_in")


@sensitive_post_parameters()
def password(request: Request) -> HttpResponse:
    form = PasswordForm(request.user, data=request.POST or None)
    if form.is_valid():
        form.save()
        update_session_auth_hash(request, form.user)  # or this very session would be signed out
        messages.success(request, "Your password is changed. Other places where you were signed in are signed out.")
        return redirect("home:home")
    return render(request, "people/password.html", {"form": form}, status=422 if form.is_bound else 200)


def welcome_path(person: User) -> str:
    """Where a new person sets a password: works once, and for PASSWORD_RESET_TIMEOUT, three days."""
    key, token = urlsafe_base64_encode(str(person.pk).encode()), default_token_generator.make_token(person)
    return reverse("people:welcome", args=[key, token])


@login_not_required
@sensitive_post_parameters()
def welcome(request: HttpRequest, key: str, token: str) -> HttpResponse:
    person = person_of(key)
    if person is None or not default_token_generator.check_token(person, token):
        return render(request, "people/welcome.html", {"spent": True}, status=404)
    form = WelcomeForm(person, data=request.POST or None)
    if form.is_valid():
        form.save()
        messages.success(request, "Your password is set. Sign in with it.")
        return redirect("people:sign_in")
    page = {"form": form, "person": person}
    return render(request, "people/welcome.html", page, status=422 if form.is_bound else 200)


def person_of(key: str) -> User | None:
    try:
        return User.objects.filter(pk=int(urlsafe_base64_decode(key)), is_active=True).first()
    except (ValueError, OverflowError):
        return None


# --- People at a brand ----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Member:
    person: User
    roles: frozenset[str]


def members_of(brand: Brand) -> list[Member]:
    """Everybody at the brand by name, with their roles; one query."""
    people: dict[User, set[str]] = {}
    rows = brand.memberships.select_related("user").order_by("user__first_name", "user__last_name", "user__username")
    for row in rows:
        people.setdefault(row.user, set()).add(row.role)
    return [Member(person, frozenset(roles)) for person, roles in people.items()]


def kept_brand(request: Request, pk: int | None = None) -> Brand:
    """The brand of this page: the one asked for, else the chosen one, else the first that the person administers."""
    if pk is not None:
        return get_object_or_404(Brand.objects.visible_to(request.user), pk=pk)
    mine = [brand for brand in visible_brands(request) if may(request.user, "keep people", brand)]
    if not mine:
        raise NotAllowed("To keep people takes the role admin at a brand. Ask an admin for it.")
    chosen = chosen_brand(request)
    return chosen if chosen in mine and chosen is not None else mine[0]


def show(request: Request, brand: Brand, *, form: AddPersonForm | None = None, status: int = 200) -> HttpResponse:
    page = {"brand": brand, "members": members_of(brand), "form": form or AddPersonForm(), "roles": Role.choices}
    page["welcome"] = request.session.pop("welcome", None)  # the link of somebody new, shown this once
    return render(request, "people/people.html", page, status=status)


def people(request: Request) -> HttpResponse:
    return show(request, kept_brand(request))


@require_POST
def add(request: Request, brand_pk: int) -> HttpResponse:
    brand = kept_brand(request, brand_pk)
    form = AddPersonForm(request.POST)
    if not form.is_valid():
        return show(request, brand, form=form, status=422)
    try:
        person, fresh = actions.invite(brand, **form.cleaned_data, by=request.user)
    except BadInput as problem:
        form.add_error(problem.field or None, problem.sentence)
        return show(request, brand, form=form, status=422)
    messages.success(request, f"{person.name} is at {brand.name} now.")
    if fresh:
        request.session["welcome"] = {"name": person.name, "link": request.build_absolute_uri(welcome_path(person))}
    return redirect("people:people")


@require_POST
def change(request: Request, brand_pk: int, user_pk: int) -> HttpResponse:
    brand = kept_brand(request, brand_pk)
    person = get_object_or_404(User.objects.filter(memberships__brand=brand).distinct(), pk=user_pk)
    try:
        if "remove" in request.POST:
            actions.remove_member(brand, person, by=request.user)
            messages.success(request, f"{person.name} is no longer at {brand.name}.")
        else:
            form = RolesForm(request.POST)
            wanted = form.cleaned_data["roles"] if form.is_valid() else []
            actions.set_roles(brand, person, wanted, by=request.user)
            messages.success(request, f"{person.name}'s roles at {brand.name} are saved.")
    except (BadInput, WrongState) as problem:
        messages.error(request, problem.sentence)
    return redirect("people:people")
