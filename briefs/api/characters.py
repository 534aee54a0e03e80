"""Characters for programs: sheets are listed, drafted, and published once their rights are recorded."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, pagination, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from briefs.actions import create_character, draft_character, publish
from briefs.api.terms import read
from briefs.models import Character, CharacterVersion
from studio.lib.problems import BadInput
from studio.people.models import Brand
from studio.people.requests import person


class SheetSerializer(serializers.ModelSerializer[CharacterVersion]):
    """One version of a sheet; docs/characters.md describes its document."""

    class Meta:
        model = CharacterVersion
        fields = ["number", "digest", "note", "published_at", "document"]
        read_only_fields = fields


class CharacterSerializer(serializers.ModelSerializer[Character]):
    """A character: the newest published sheet, and the draft where there is one."""

    brand = serializers.SlugRelatedField[Any]("slug", read_only=True)
    published = serializers.SerializerMethodField()
    draft = serializers.SerializerMethodField()

    class Meta:
        model = Character
        fields = ["id", "brand", "slug", "name", "retired", "published", "draft"]
        read_only_fields = fields

    @extend_schema_field(SheetSerializer(allow_null=True))
    def get_published(self, row: Character) -> dict[str, Any] | None:
        return _shown(next((one for one in row.versions.all() if one.published_at), None))

    @extend_schema_field(SheetSerializer(allow_null=True))
    def get_draft(self, row: Character) -> dict[str, Any] | None:
        return _shown(next((one for one in row.versions.all() if not one.published_at), None))


def _shown(version: CharacterVersion | None) -> dict[str, Any] | None:
    return dict(SheetSerializer(version).data) if version else None


class SheetChangeSerializer(serializers.Serializer[Any]):
    """The sheet's fields to change; the others stay."""

    document = serializers.DictField()
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)


class NewCharacterSerializer(serializers.Serializer[Any]):
    brand = serializers.SlugField(help_text="the brand's slug")
    document = serializers.DictField(help_text="a sheet with at least slug and name")


class CharacterCursor(pagination.CursorPagination):
    page_size = 50
    ordering = ("name", "id")


class CharacterViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Character]):
    serializer_class = CharacterSerializer
    pagination_class = CharacterCursor
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> QuerySet[Character]:
        versions = Prefetch("versions", queryset=CharacterVersion.objects.order_by("-number"))
        rows = Character.objects.visible_to(self.request.user).select_related("brand")
        return rows.prefetch_related(versions)

    @extend_schema(request=NewCharacterSerializer, responses={201: CharacterSerializer})
    def create(self, request: Request) -> Response:
        sent = read(NewCharacterSerializer, request)
        brand = Brand.objects.visible_to(request.user).filter(slug=sent["brand"]).first()
        if brand is None:
            raise BadInput("There is no such brand, or it is not yours to see. Send its slug.", field="brand")
        made = create_character(brand, _without_pictures(sent["document"]), by=person(request))
        return Response(self._row(made.character_id), status=201)

    @extend_schema(request=SheetChangeSerializer, responses=CharacterSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        row, sent = self.get_object(), read(SheetChangeSerializer, request)
        draft_character(row, _without_pictures(sent["document"]), by=person(request), note=sent.get("note"))
        return Response(self._row(row.pk))

    @extend_schema(request=None, responses=CharacterSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        row = self.get_object()
        draft = row.versions.filter(published_at=None).select_related("character__brand").first()
        publish(draft or row.versions.select_related("character__brand")[0], by=person(request))
        return Response(self._row(row.pk))

    def _row(self, pk: int) -> dict[str, Any]:
        return dict(CharacterSerializer(self.get_queryset().get(pk=pk)).data)


def _without_pictures(document: dict[str, Any]) -> dict[str, Any]:
    """What waits for a worker is the page's own business."""
    if "waiting" in document:
        raise BadInput("A character sheet has no field “waiting”. Upload pictures on its page.", field="waiting")
    return document
