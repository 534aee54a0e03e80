"""Placements for programs: the same documents, actions and sentences (RFC 9457) as on the pages."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, pagination, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from briefs.actions import create_placement, draft_placement, publish
from briefs.models import Placement, PlacementVersion
from briefs.shelf import OWNERS, READS, Wanted, shelf
from briefs.vocabulary import CHANNELS
from studio.lib.problems import BadInput, WrongState
from studio.people.models import Brand
from studio.people.requests import person

FILTERS = [
    OpenApiParameter("q", str, description="words in the name, the short name or the source"),
    OpenApiParameter("channel", str, enum=list(CHANNELS)),
    OpenApiParameter("owner", str, enum=[key for key in OWNERS if key], description="shared by all brands, or our own"),
    OpenApiParameter("read", str, enum=[key for key in READS if key], description="read at the source, or not yet"),
    OpenApiParameter("retired", str, enum=["1"], description="1: those that are no longer offered, too"),
]


class PlacementSerializer(serializers.ModelSerializer[Placement]):
    """A placement: its newest published document (else its draft) as docs/placements.md describes it."""

    brand = serializers.SlugRelatedField[Any]("slug", read_only=True, help_text="null: shared by all brands")
    number = serializers.IntegerField(source="newest", read_only=True, help_text="newest published version; null: none")
    draft = serializers.IntegerField(read_only=True, help_text="number of the draft version; null: none")
    document = serializers.JSONField(source="shown", read_only=True)

    class Meta:
        model = Placement
        fields = ["id", "slug", "name", "channel", "brand", "retired", "number", "draft", "document"]
        read_only_fields = fields


class VersionSerializer(serializers.ModelSerializer[PlacementVersion]):
    class Meta:
        model = PlacementVersion
        fields = ["id", "number", "digest", "note", "published_at", "document"]
        read_only_fields = fields


class PlacementWithVersionsSerializer(PlacementSerializer):
    versions = VersionSerializer(many=True, read_only=True)

    class Meta(PlacementSerializer.Meta):
        fields = [*PlacementSerializer.Meta.fields, "versions"]
        read_only_fields = fields


class NewPlacementSerializer(serializers.Serializer[Any]):
    brand = serializers.SlugField(help_text="the brand's slug")
    document = serializers.DictField()


class DraftPlacementSerializer(serializers.Serializer[Any]):
    document = serializers.DictField(help_text="the whole document; the short name stays as it is")
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)


class ByName(pagination.LimitOffsetPagination):
    default_limit, max_limit = 50, 200


class PlacementViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Placement]):
    serializer_class = PlacementSerializer
    pagination_class = ByName
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> QuerySet[Placement]:
        if self.action == "list":
            return shelf(self.request.user, Wanted.of(self.request.query_params))
        versions = Prefetch("versions", queryset=PlacementVersion.objects.order_by("-number"))
        return shelf(self.request.user, Wanted(retired=True)).prefetch_related(versions)

    @extend_schema(parameters=FILTERS)
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(responses=PlacementWithVersionsSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(PlacementWithVersionsSerializer(self.get_object()).data)

    @extend_schema(request=NewPlacementSerializer, responses={201: PlacementWithVersionsSerializer})
    def create(self, request: Request) -> Response:
        sent = self._read(NewPlacementSerializer, request)
        brand = Brand.objects.visible_to(request.user).filter(slug=sent["brand"]).first()
        if brand is None:
            raise BadInput("There is no such brand, or it is not yours to see. Send its slug.", field="brand")
        version = create_placement(brand, sent["document"], by=person(request))
        return Response(self._shown(version.placement_id), status=201)

    @extend_schema(request=DraftPlacementSerializer, responses=PlacementWithVersionsSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        row = self.get_object()
        sent = self._read(DraftPlacementSerializer, request)
        draft_placement(row, sent["document"], by=person(request), note=sent.get("note", ""))
        return Response(self._shown(row.pk))

    @extend_schema(request=None, responses=PlacementWithVersionsSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        row = self.get_object()
        draft = next((version for version in row.versions.all() if version.published_at is None), None)
        if draft is None:
            raise WrongState(f"{row.name} has no draft to publish. Change its document first.")
        publish(draft, by=person(request))
        return Response(self._shown(row.pk))

    def _read(self, kind: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
        form = kind(data=request.data)
        if not form.is_valid():
            raise BadInput(fields={name: [f"{name}: {line}" for line in lines] for name, lines in form.errors.items()})
        return dict(form.validated_data)

    def _shown(self, pk: int) -> dict[str, Any]:
        return dict(PlacementWithVersionsSerializer(self.get_queryset().get(pk=pk)).data)
