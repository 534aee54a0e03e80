from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from briefs.models import StylePackVersion
from generation import goldens as golden_pictures
from generation.models import Golden
from studio.lib.models import Blob
from studio.lib.serving import blob_response
from studio.people.requests import Request
from studio.people.roles import may


def version_of(request: Request, pk: int) -> StylePackVersion:
    rows = StylePackVersion.objects.visible_to(request.user).select_related("pack__brand")
    found: StylePackVersion = get_object_or_404(rows, pk=pk)
    return found


def against_of(request: Request, version: StylePackVersion) -> StylePackVersion | None:
    """The version that the address names; none: the published one before."""
    asked = request.POST.get("against") or request.GET.get("against", "")
    if not asked:
        return None
    if not asked.isascii() or not asked.isdigit() or len(asked) > 18:
        raise Http404("There is no such version.")
    rows = StylePackVersion.objects.visible_to(request.user).filter(pack=version.pack_id).select_related("pack__brand")
    found: StylePackVersion = get_object_or_404(rows, pk=int(asked))
    return found


@require_GET
def goldens(request: Request, pk: int) -> HttpResponse:
    """The goldens of a style pack version beside those of another, with how far each has drifted."""
    version = version_of(request, pk)
    return shown(request, version, against_of(request, version))


@require_POST
def render_goldens(request: Request, pk: int) -> HttpResponse:
    """Have them rendered. The pictures arrive on the page while one looks."""
    version = version_of(request, pk)
    against = against_of(request, version)
    golden_pictures.order(version, by=request.user, against=against)
    if request.headers.get("HX-Request"):
        return shown(request, version, against)
    messages.success(request, f"The goldens of {version} are being rendered.")
    return redirect(f"{request.path.removesuffix('render/')}{f'?against={against.pk}' if against else ''}")


def shown(request: Request, version: StylePackVersion, against: StylePackVersion | None) -> HttpResponse:
    report = golden_pictures.report(version, against)
    context = {
        "version": version,
        "report": report,
        "against": against,
        "may_render": may(request.user, "keep style packs", version.pack.brand),
        "guards": against is None,  # only what stands against the version before decides about publishing
    }
    fragment = bool(request.headers.get("HX-Request"))
    return render(request, "generation/goldens.html" if fragment else "generation/goldens_page.html", context)


@require_GET
def golden_picture(request: Request, pk: int) -> HttpResponse:
    """The picture of a golden; `?map=<pk of the other>` the map of where it differs from that one."""
    row = get_object_or_404(Golden.objects.visible_to(request.user).select_related("preview"), pk=pk)
    other = request.GET.get("map", "")
    blob = Blob.objects.filter(pk=row.drift.get(other, {}).get("map", "")).first() if other else row.preview
    if blob is None:
        raise Http404("This golden has no such picture yet.")
    return blob_response(request, blob, filename=f"golden-{pk}.webp")
