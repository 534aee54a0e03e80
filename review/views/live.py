"""Live sessions: is one on, begin and end it, say where one is, and listen."""

from __future__ import annotations

import json

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from generation.models import Batch
from review import live
from review.actions.live import begin_live, end_live, say_live
from review.models import LiveSession
from studio.lib import rooms
from studio.lib.problems import BadInput, TooMuch, WrongState
from studio.people.models import User
from studio.people.requests import Request
from studio.people.roles import may


@require_http_methods(["GET", "POST"])
def session(request: Request, pk: int) -> HttpResponse:
    """What is on over this batch, as JSON; a post begins or ends it (`do`)."""
    batch = get_object_or_404(Batch.objects.visible_to(request.user).select_related("brand"), pk=pk)
    if request.method == "POST":
        if request.POST.get("do") == "begin":
            begin_live(batch, by=request.user)
        elif request.POST.get("do") == "end":
            known = live.current(batch.pk)
            if known is None:
                raise WrongState("No live session is on over this sheet: it has ended already.")
            end_live(known, by=request.user)
        else:
            raise BadInput("A live session is begun or ended. Use the button on the sheet.", field="do")
        if "application/json" not in request.headers.get("Accept", ""):
            return redirect(reverse("review:sheet", args=[batch.pk]))
    return JsonResponse(told(live.current(batch.pk), batch, request.user))


def told(known: LiveSession | None, batch: Batch, user: User) -> dict[str, object]:
    me = {"pk": user.pk, "name": user.name, "initials": user.initials}
    said = None
    if known is not None:
        said = {"pk": known.pk, "host": known.host_id, "name": known.host.name, "began": known.began_at.isoformat()}
    return {"session": said, "me": me, "may": may(user, "mark a picture", batch.brand)}


@require_POST
def say(request: Request, pk: int) -> HttpResponse:
    """One position, passed on and forgotten. 204, whether it was passed on or came too soon after the last."""
    if len(request.body) > rooms.MOST:
        raise TooMuch(f"A position has at most {rooms.MOST:,} bytes. Select fewer candidates.")
    try:
        said = live.read(json.loads(request.body))
    except (ValueError, RecursionError):
        raise BadInput("The position is not JSON. Reload the page.", field="said") from None
    if live.tickets.of(request.user, pk) is None:
        get_object_or_404(Batch.objects.visible_to(request.user), pk=pk)
    say_live(pk, said, by=request.user)
    return HttpResponse(status=204)


@require_GET
async def listen(request: Request, pk: int) -> HttpResponseBase:
    """The words of the others, as server-sent events."""
    user = await request.auser()
    batch = await sync_to_async(lambda: get_object_or_404(Batch.objects.visible_to(user), pk=pk))()

    @sync_to_async
    def still() -> bool:
        try:
            return live.current(pk) is not None and Batch.objects.visible_to(user).filter(pk=pk).exists()
        finally:
            # This request lasts for hours. Kept, its pooled connection would starve the pages after eight listeners.
            if not connection.in_atomic_block:
                connection.close()

    if not await still():
        raise WrongState("No live session is on over this sheet. Begin one, or reload the page.")
    stream = rooms.listen(live.room_of(batch.pk), int(user.pk or 0), still)
    response = StreamingHttpResponse(stream, content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"  # nginx would otherwise hold words back
    return response
