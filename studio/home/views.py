from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from studio.home import finding, records, running
from studio.home import machines as floor
from studio.home.context import Shell
from studio.home.gallery import gallery_themes
from studio.home.jobs import sections
from studio.home.money import tight
from studio.home.waiting import MOST
from studio.lib.asked import number
from studio.lib.problems import NotAllowed
from studio.people.chosen import choose
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.views import safe_next


@require_GET
def home(request: Request) -> HttpResponse:
    """What waits for the person, what is running, what has just finished. Also answers as the fragment of either."""
    shell = Shell(request)
    person, brand = shell.signed_in, shell.brand
    page = {
        "sections": sections(shell.waits),
        "total": sum(shell.waits.numbers.values()),
        "many": MOST in shell.waits.numbers.values(),
        "running": running.running(person, brand),
        "machines": floor.machines(),
        "finished": running.finished(person, brand),
        "budgets": tight(person, brand),
        "may_begin": shell.may("write a brief"),
        "shell": shell,
    }
    return render(request, "home/lists.html" if request.htmx else "home/home.html", page)


@require_POST
def brand(request: Request) -> HttpResponse:
    """Choose the brand that every page shows; empty is all of them."""
    asked = request.POST.get("brand", "")
    visible = Brand.objects.visible_to(request.user)
    choose(request, get_object_or_404(visible, pk=number(asked)) if asked else None)
    return redirect(safe_next(request))


@require_GET
def search(request: Request) -> HttpResponse:
    """The palette's results, as a fragment."""
    person, words = Shell(request).signed_in, request.GET.get("q", "").strip()[:100]
    go = [*finding.places(person, words), *finding.stations(words)]
    return render(request, "home/found.html", {"words": words, "go": go, "do": list(finding.commands(person, words))})


@require_GET
def prompts(request: Request) -> HttpResponse:
    shell, before = Shell(request), request.GET.get("before", "")
    last = int(before) if before.isdecimal() and len(before) < 19 else None
    rows, more = records.prompts(shell.signed_in, shell.brand, before=last)
    return render(request, "home/prompts.html", {"prompts": rows, "more": more, "shell": shell})


@require_GET
def checks(request: Request) -> HttpResponse:
    shell = Shell(request)
    return render(request, "home/checks.html", {"judged": records.judged(shell.signed_in, shell.brand), "shell": shell})


@require_GET
def admin(request: Request) -> HttpResponse:
    """The first room of Admin that the person's roles open."""
    rooms = Shell(request).admin_rooms
    if not rooms:
        raise NotAllowed("Admin takes the role admin, brand or legal reviewer at a brand. Ask an admin for it.")
    return redirect(rooms[0].url)


@require_GET
def machines(request: Request) -> HttpResponse:
    """Everybody reads it, for it says why something waits; an admin acts on it."""
    shell = Shell(request)
    return render(request, "home/machines.html", floor.page(shell.signed_in) | {"shell": shell})


@require_GET
def gallery(request: Request) -> HttpResponse:
    """Every component in each state, both themes side by side. Only where DEBUG is on."""
    return render(request, "home/gallery.html", {"themes": gallery_themes()})
