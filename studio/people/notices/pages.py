"""The pages of notices: the list under the bell, how to be told, and the end of mail by one click."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from studio.lib.asked import number
from studio.people.models import NoticeChoice
from studio.people.notices.choosing import choose, read
from studio.people.notices.kinds import wishes
from studio.people.notices.leaving import leave, person_of
from studio.people.notices.reading import days, listed, mark_read, unread
from studio.people.requests import Request


@require_GET
def notices(request: Request) -> HttpResponse:
    mine = listed(request.user)
    fresh = days(mine.filter(read_at__isnull=True))
    last = fresh[0].notices[0].pk if fresh else 0
    page = {"fresh": fresh, "earlier": days(mine.filter(read_at__isnull=False)), "last": last}
    return render(request, "people/notices.html", page)


@require_GET
def unread_count(request: Request) -> HttpResponse:
    """How many are unread, for the bell of an open page that heard of a change."""
    return JsonResponse({"unread": unread(request.user).count()})


@require_POST
def read_notice(request: Request, pk: int) -> HttpResponse:
    notice = get_object_or_404(listed(request.user), pk=pk)
    mark_read(listed(request.user).filter(pk=notice.pk))
    return redirect("people:notices")


@require_POST
def read_notices(request: Request) -> HttpResponse:
    """All up to the newest that the page showed: what came since stays unread."""
    many = mark_read(unread(request.user).filter(pk__lte=number(request.POST.get("last", ""))))
    if many:
        messages.success(request, f"{many} {'notice is' if many == 1 else 'notices are'} marked as read.")
    return redirect("people:notices")


@require_http_methods(["GET", "POST"])
def notice_settings(request: Request) -> HttpResponse:
    if request.method == "POST":
        choose(request.user, read(request.POST))
        messages.success(request, "Saved. It holds from now on.")
        return redirect("people:notice_settings")
    page = {"wishes": wishes(request.user), "mails": NoticeChoice.Mail.choices, "hour": settings.DIGEST_HOUR}
    return render(request, "people/notice_settings.html", page | {"on": settings.MAIL_ON, "place": settings.MAIL_PLACE})


@csrf_exempt  # RFC 8058: the mail program itself sends the post, and has no cookie of ours
@login_not_required
@require_http_methods(["GET", "POST"])
def leave_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Reading it changes nothing: scanners of mail follow links. The button, or the mail program, posts."""
    person = person_of(token)
    if request.method == "POST":
        leave(person)
    response = render(request, "people/leave_mail.html", {"done": request.method == "POST"})
    response["Cache-Control"] = "no-store"
    return response
