"""The registry for programs: what there is, what it may be used for, how fast it is. Read only, and without the places
where weights lie."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import mixins, pagination, serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from briefs.vocabulary import USE_CLASSES
from generation.kinds import KINDS
from generation.models import ModelEntry
from generation.registry import Licence, rests_on
from generation.registry.listing import SHARED, STATES, Wanted, listed
from generation.registry.speed import speeds

FILTERS = [
    OpenApiParameter("q", str, description="words in the name, the family, the licence; the beginning of a digest"),
    OpenApiParameter("kind", str, enum=list(KINDS)),
    OpenApiParameter("state", str, enum=list(STATES)),
    OpenApiParameter("brand", str, description=f"a brand's slug, or {SHARED}"),
    OpenApiParameter("use", str, enum=list(USE_CLASSES), description="what weights and pictures may both be used for"),
]


class SpeedSerializer(serializers.Serializer[Any]):
    device = serializers.CharField()
    seconds = serializers.FloatField(help_text="a megapixel-step, the median")
    picture = serializers.FloatField(help_text="seconds a picture, the median")
    count = serializers.IntegerField(help_text="runs that it was measured on")


class ModelSerializer(serializers.ModelSerializer[ModelEntry]):
    """A row of the registry."""

    brand = serializers.SlugRelatedField[Any]("slug", read_only=True, help_text="null: everybody's")
    successor = serializers.SlugRelatedField[Any]("slug", read_only=True)

    class Meta:
        model = ModelEntry
        fields = [
            "slug", "name", "brand", "engine", "kind", "family", "dialect", "capabilities", "weights", "size",
            "memory", "state", "active", "successor", "settings", "licence", "made_at",
        ]  # fmt: skip
        read_only_fields = fields

    def to_representation(self, instance: ModelEntry) -> dict[str, Any]:
        shown = super().to_representation(instance)
        shown["settings"] = {k: v for k, v in instance.settings.items() if not _a_place(v)}
        return shown


def _a_place(value: object) -> bool:
    """A setting that says where something lies on the workers, or where a service is and by which key."""
    return isinstance(value, str) and (value.startswith(("/", "REMOTE_KEY_")) or "://" in value[:12])


class ModelDetailSerializer(ModelSerializer):
    speed = serializers.SerializerMethodField()
    rests_on = serializers.SerializerMethodField(help_text="slugs: itself and what it was trained from")
    allows = serializers.SerializerMethodField(help_text="the licence of all of them together: the strictest wins")

    class Meta(ModelSerializer.Meta):
        fields = [*ModelSerializer.Meta.fields, "speed", "rests_on", "allows"]
        read_only_fields = fields

    @extend_schema_field(SpeedSerializer(many=True))
    def get_speed(self, entry: ModelEntry) -> Any:
        return SpeedSerializer(speeds(entry), many=True).data

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_rests_on(self, entry: ModelEntry) -> list[str]:
        return [row.slug for row in rests_on(entry).rows]

    @extend_schema_field(serializers.DictField())
    def get_allows(self, entry: ModelEntry) -> dict[str, Any]:
        licence: Licence = rests_on(entry).licence
        return licence.document() | {"covers": list(licence.covers)}


class ByName(pagination.LimitOffsetPagination):
    default_limit, max_limit = 50, 200


class ModelViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[ModelEntry]):
    serializer_class = ModelSerializer
    pagination_class = ByName
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    def get_queryset(self) -> QuerySet[ModelEntry]:
        return listed(self.request.user, Wanted.of(self.request.query_params if self.action == "list" else {}))

    @extend_schema(parameters=FILTERS)
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(responses=ModelDetailSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(ModelDetailSerializer(self.get_object()).data)
