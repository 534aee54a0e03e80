"""Style packs for programs: the documents of docs/style-packs.md, the actions and sentences of the pages (RFC 9457)."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, pagination, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from briefs import style
from briefs.actions import draft_style_pack, export_style_pack, publish_style_pack
from briefs.models import StylePack, StylePackVersion
from briefs.style.file import SUFFIX
from studio.lib.problems import BadInput
from studio.people.requests import person


class StylePackSerializer(serializers.ModelSerializer[StylePack]):
    """A style pack and the numbers of its versions; null where there is none."""

    brand = serializers.SlugRelatedField[Any]("slug", read_only=True)
    published = serializers.IntegerField(read_only=True, help_text="number of the newest published version")
    draft = serializers.IntegerField(read_only=True, help_text="number of the draft version")

    class Meta:
        model = StylePack
        fields = ["id", "brand", "slug", "name", "published", "draft"]
        read_only_fields = fields


class StylePackVersionSerializer(serializers.ModelSerializer[StylePackVersion]):
    class Meta:
        model = StylePackVersion
        fields = ["id", "pack", "number", "digest", "note", "published_at", "override", "document"]
        read_only_fields = fields


class NewDraftSerializer(serializers.Serializer[Any]):
    """A whole document, which takes the place of the draft."""

    document = serializers.DictField()
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)


class PublishSerializer(serializers.Serializer[Any]):
    """`digest` is of the draft that was looked at: another one is not published in its place."""

    digest = serializers.CharField(max_length=64)
    note = serializers.CharField(required=False, allow_blank=True)
    override = serializers.CharField(required=False, allow_blank=True, help_text="why, despite drift")


class LineSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(["added", "removed", "changed"])
    what = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()
    note = serializers.CharField()
    sentence = serializers.CharField()


class ChangeSerializer(serializers.Serializer[Any]):
    part = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # declared fields are taken off the class
    lines = LineSerializer(many=True)


class PackCursor(pagination.CursorPagination):
    page_size = 50
    ordering = ("-id",)


class VersionCursor(pagination.CursorPagination):
    page_size = 50
    ordering = ("-number", "-id")


class StylePackViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[StylePack]):
    serializer_class = StylePackSerializer
    pagination_class = PackCursor
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> QuerySet[StylePack]:
        rows = StylePackVersion.objects.filter(pack=OuterRef("pk")).order_by("-number")
        published = rows.filter(published_at__isnull=False).values("number")[:1]
        draft = rows.filter(published_at=None).values("number")[:1]
        packs = StylePack.objects.visible_to(self.request.user).select_related("brand")
        return packs.annotate(published=Subquery(published), draft=Subquery(draft))

    @extend_schema(responses=StylePackVersionSerializer(many=True))
    @action(detail=True, pagination_class=VersionCursor)
    def versions(self, request: Request, pk: str) -> Response:
        """Every version, newest first, with its document."""
        page = self.paginate_queryset(self.get_object().versions.all())
        return self.get_paginated_response(StylePackVersionSerializer(page, many=True).data)

    @extend_schema(request=NewDraftSerializer, responses=StylePackVersionSerializer)
    @action(detail=True, methods=["put"])
    def draft(self, request: Request, pk: str) -> Response:
        """Write the draft version, making one where all are published."""
        sent = self._read(NewDraftSerializer, request)
        pack = self.get_object()
        made = draft_style_pack(pack, sent["document"], by=person(request), note=sent.get("note", ""))
        return Response(StylePackVersionSerializer(made).data)

    @extend_schema(request=PublishSerializer, responses=StylePackVersionSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        """Publish the draft. 409 where it has changed, or drifts and no `override` says why it may."""
        sent = self._read(PublishSerializer, request)
        rows = self.get_object().versions.select_related("pack__brand")
        draft = rows.filter(digest=sent["digest"]).order_by("-number").first()
        if draft is None:
            raise BadInput("There is no version of that digest. Send the digest of the draft.", field="digest")
        note, override = sent.get("note", ""), sent.get("override", "")
        done = publish_style_pack(draft, by=person(request), note=note, override=override)
        return Response(StylePackVersionSerializer(done).data)

    @extend_schema(
        parameters=[OpenApiParameter("from", int, required=True), OpenApiParameter("to", int, required=True)],
        responses=ChangeSerializer(many=True),
    )
    @action(detail=True, pagination_class=None)
    def diff(self, request: Request, pk: str) -> Response:
        """What differs between two versions, by number, in words."""
        pack = self.get_object()
        before, after = (self._version(pack, request.query_params.get(name, ""), name) for name in ("from", "to"))
        return Response(ChangeSerializer(style.changes(before.document, after.document), many=True).data)

    @extend_schema(
        parameters=[OpenApiParameter("number", int, description="else the newest published version")],
        responses={(200, "application/zip"): OpenApiTypes.BINARY},
    )
    @action(detail=True, pagination_class=None)
    def export(self, request: Request, pk: str) -> HttpResponse:
        """The pack as one file, with every picture and LUT it names."""
        pack = self.get_object()
        newest = pack.versions.published().first() or pack.versions.all()[0]
        version = self._version(pack, request.query_params.get("number", str(newest.number)), "number")
        response = HttpResponse(export_style_pack(version), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{pack.slug}-v{version.number}{SUFFIX}"'
        return response

    def _version(self, pack: StylePack, number: str, field: str) -> StylePackVersion:
        if not number.isascii() or not number.isdecimal() or len(number) > 6:
            raise BadInput(f"{field}: send the number of a version, as ?{field}=2.", field=field)
        found: StylePackVersion | None = pack.versions.select_related("pack__brand").filter(number=int(number)).first()
        if found is None:
            raise Http404(f"{pack.name} has no version {number}.")
        return found

    def _read(self, kind: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
        form = kind(data=request.data)
        if not form.is_valid():
            raise BadInput(fields={name: [f"{name}: {line}" for line in lines] for name, lines in form.errors.items()})
        return dict(form.validated_data)
