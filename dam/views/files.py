"""Files of the library. Everything here is signed; who may see the asset may have its files, unless a quarantine
holds it back: then its small picture is all that is given."""

from __future__ import annotations

import io
from zipfile import ZIP_STORED, ZipFile

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from dam.models import Asset, AssetRendition
from dam.policy import leave
from dam.quarantine import refuse_held
from studio.lib import blobs
from studio.lib.problems import TooMuch
from studio.lib.serving import blob_response
from studio.people.requests import Request

ARCHIVE_LIMIT = 500_000_000  # bytes; above that the delivery folder or bucket is the way


def preview(request: Request, pk: int) -> HttpResponse:
    asset = get_object_or_404(Asset.objects.visible_to(request.user).select_related("preview", "master"), pk=pk)
    if asset.preview is None:
        refuse_held(asset)
    return blob_response(request, asset.preview or asset.master)


def master(request: Request, pk: int) -> HttpResponse:
    asset = get_object_or_404(Asset.objects.visible_to(request.user).select_related("master"), pk=pk)
    refuse_held(asset)
    leave(asset, [asset.master.digest], by=request.user)
    return blob_response(request, asset.master, filename=f"gf-{asset.pk:06d}_master.png")


def download(request: Request, pk: int, file: int) -> HttpResponse:
    asset = get_object_or_404(Asset.objects.visible_to(request.user), pk=pk)
    row = get_object_or_404(AssetRendition.objects.select_related("file"), pk=file, asset=asset)
    refuse_held(asset)
    leave(asset, [row.file.digest], by=request.user)
    name = row.name.rpartition("/")[2]
    return blob_response(request, row.file, filename=name, attachment="inline" not in request.GET)


def archive(request: Request, pk: int) -> HttpResponse:
    """Every delivered file in one ZIP, stored rather than squeezed: pictures are compressed already."""
    asset = get_object_or_404(Asset.objects.visible_to(request.user), pk=pk)
    refuse_held(asset)
    rows = list(asset.renditions.select_related("file"))
    leave(asset, [row.file.digest for row in rows], by=request.user)
    if not rows:
        raise Http404("This asset has no files.")
    if sum(row.file.size for row in rows) > ARCHIVE_LIMIT:
        raise TooMuch("Together these files are over 500 MB. Take them one by one, or from the delivery folder.")
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as out:
        for row in rows:
            out.writestr(row.name.rpartition("/")[2], blobs.read(row.file.digest))
    response = HttpResponse(packed.getbuffer(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="gf-{asset.pk:06d}.zip"'
    return response
