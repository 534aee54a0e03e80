"""One version of a style pack: what it changes, in words, pictures and prompts; publishing it; taking it in and out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from briefs import restyle, style
from briefs.actions import export_style_pack, import_style_pack, publish_style_pack
from briefs.actions.publishing import DESPITE_DRIFT, KEEP_PACKS
from briefs.forms.style_pack import ImportStylePackForm
from briefs.models import StylePackVersion
from briefs.style.file import SUFFIX
from briefs.views.keeping import keeping
from studio.lib.problems import BadInput, NotAllowed, Problem, WrongState
from studio.people.requests import Request
from studio.people.roles import may


def version_of(request: Request, pk: int) -> StylePackVersion:
    rows = StylePackVersion.objects.visible_to(request.user).select_related("pack__brand", "published_by")
    found: StylePackVersion = get_object_or_404(rows, pk=pk)
    return found


@require_GET
def style_pack_version(request: Request, pk: int) -> HttpResponse:
    return shown(request, version_of(request, pk))


def shown(
    request: Request, version: StylePackVersion, *, fault: Problem | None = None, status: int = 200
) -> HttpResponse:
    """The version against another one: ?against=<pk>, else the published one before it, else nothing."""
    versions = list(version.pack.versions.select_related("published_by"))
    against = _against(request, version, versions)
    before = against.document if against else {}
    found = restyle.samples(version.pack, version.document) if against else []
    context = {
        "version": version,
        "versions": versions,
        "against": against,
        "changes": style.changes(before, version.document),
        "restyled": restyle.restyled(version.pack.brand, found, before, version.document),
        "editable": may(request.user, KEEP_PACKS, version.pack.brand),
        "may_override": may(request.user, DESPITE_DRIFT, version.pack.brand),
        "fault": fault,
        "typed": request.POST,
    }
    return render(request, "briefs/style_pack_version.html", context, status=status)


def _against(request: Request, version: StylePackVersion, versions: list[StylePackVersion]) -> StylePackVersion | None:
    asked = request.GET.get("against", "")
    if asked:
        found = next((row for row in versions if str(row.pk) == asked and row.pk != version.pk), None)
        if found is None:
            raise Http404("There is no such version of this style pack.")
        return found
    return next((row for row in versions if row.published_at and row.number < version.number), None)


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    """Publish a draft. What stands in the way is said on its page, beside the form."""
    version = version_of(request, pk)
    note, override = request.POST.get("note", ""), request.POST.get("override", "")
    try:
        published = publish_style_pack(version, by=request.user, note=note, override=override)
    except (BadInput, WrongState) as fault:
        return shown(request, version_of(request, pk), fault=fault, status=fault.status)
    messages.success(request, f"{published} is published. Briefs submitted from now on use it.")
    return redirect("briefs:style_pack", published.pack_id)


@require_GET
def export(request: Request, pk: int) -> HttpResponse:
    version = version_of(request, pk)
    response = HttpResponse(export_style_pack(version), content_type="application/zip")
    name = f"{version.pack.slug}-v{version.number}{SUFFIX}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: Request) -> HttpResponse:
    """A style pack's file into a brand, as a draft version."""
    if not keeping(request, KEEP_PACKS):
        raise NotAllowed("To import a style pack takes the role admin or brand reviewer at a brand. Ask an admin.")
    form = ImportStylePackForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            draft = import_style_pack(form.cleaned_data["brand"], form.cleaned_data["file"], by=request.user)
            messages.success(request, f"{draft} is a draft at {draft.pack.brand}. Its pictures are being read.")
            return redirect("briefs:style_pack_version", draft.pk)
        except Problem as fault:
            form.add_error("file", fault.sentence)
    return render(request, "briefs/style_pack_import.html", {"form": form}, status=422 if form.errors else 200)
