"""Planned sets for programs: count one before it runs, order it, see how far it is. The same actions and sentences
(RFC 9457) as on the pages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from drf_spectacular.utils import extend_schema, extend_schema_field, inline_serializer
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from briefs.models import BriefRevision
from generation.forms import offered_models
from generation.models import ModelEntry, PlannedSet
from generation.sets.estimate import outlook
from generation.sets.order import order_set, plan_set
from generation.sets.plan import over_cap
from generation.states import DONE
from studio.lib.problems import BadInput
from studio.people.requests import person


class AxesSerializer(serializers.Serializer[Any]):
    """What to take of each axis; one that is left out is whole. "" is no copy, and the first copy among the hooks."""

    locales = serializers.ListField(child=serializers.CharField(allow_blank=True), required=False)
    hooks = serializers.ListField(child=serializers.CharField(allow_blank=True), required=False)
    placements = serializers.ListField(child=serializers.CharField(), required=False)
    colourways = serializers.ListField(child=serializers.CharField(), required=False)


class SetRequestSerializer(serializers.Serializer[Any]):
    revision = serializers.IntegerField(help_text="id of the brief revision")
    axes = serializers.DictField(required=False, help_text="locales, hooks, placements, colourways: lists; see Axes")
    model = serializers.SlugField()
    count = serializers.IntegerField(help_text="options for each colourway")
    cap = serializers.IntegerField(required=False, help_text="the most pictures; the answer says whether it is passed")
    picks = serializers.IntegerField(
        min_value=1, max_value=200, default=1, help_text="of each colourway, to count files"
    )


class SetOrderSerializer(SetRequestSerializer):
    cap = serializers.IntegerField(help_text="the most pictures this set may make; a plan above it is refused")
    seed = serializers.IntegerField(required=False, help_text="0 to 4294967295; left out: drawn")
    once = serializers.UUIDField(required=False, help_text="idempotency key: sent twice, it is one set")


class BatchLineSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    colourway = serializers.DictField(allow_null=True, help_text="name, hex; null: as briefed")
    state = serializers.CharField()
    count = serializers.IntegerField()
    done = serializers.IntegerField(help_text="pictures made so far")


class SetSerializer(serializers.ModelSerializer[PlannedSet]):
    """A set that was ordered, with a line for each colourway's batch."""

    brand = serializers.SlugRelatedField[Any]("slug", read_only=True)
    model = serializers.SlugRelatedField[Any]("slug", read_only=True)
    batches = serializers.SerializerMethodField()

    class Meta:
        model = PlannedSet
        fields = ["id", "brand", "revision", "model", "axes", "count", "cap", "seed", "estimate", "made_at", "batches"]
        read_only_fields = fields

    @extend_schema_field(BatchLineSerializer(many=True))
    def get_batches(self, one: PlannedSet) -> list[dict[str, Any]]:
        rows = one.batches.filter(edited_from=None).order_by("pk")
        counted = rows.annotate(made=Count("candidates", filter=Q(candidates__state=DONE)))
        return [
            {"id": row.pk, "colourway": row.colourway, "state": row.state, "count": row.count, "done": row.made}
            for row in counted
        ]


PLANNED = inline_serializer(
    "SetPlan",
    {
        "axes": AxesSerializer(),
        "pictures": serializers.IntegerField(),
        "files": serializers.IntegerField(),
        "seconds": serializers.FloatField(),
        "cost_micros": serializers.IntegerField(),
        "most_bytes": serializers.IntegerField(help_text="every file at its byte budget"),
        "measured": serializers.BooleanField(help_text="from history here, not from a fallback"),
        "gaps": serializers.ListField(child=serializers.CharField()),
        "over_cap": serializers.CharField(help_text="why it is over the cap that was sent; empty where it is not"),
        "cells": serializers.ListField(child=serializers.DictField(), help_text="placement, locale, hook, colourway"),
    },
)


class SetViewSet(mixins.RetrieveModelMixin, viewsets.GenericViewSet[PlannedSet]):
    serializer_class = SetSerializer
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> Any:
        return PlannedSet.objects.visible_to(self.request.user).select_related("brand", "model")

    @extend_schema(request=SetOrderSerializer, responses={201: SetSerializer})
    def create(self, request: Request) -> Response:
        """Order a set: a batch for each colourway from the same seeds, all of it or nothing."""
        sent = self._read(SetOrderSerializer, request)
        revision, model = self._named(sent)
        wanted: dict[str, Any] = {name: sent.get(name) for name in ("axes", "count", "cap", "seed", "once")}
        made = order_set(revision, model=model, by=person(request), **wanted)
        return Response(SetSerializer(self.get_queryset().get(pk=made.pk)).data, status=201)

    @extend_schema(request=SetRequestSerializer, responses={200: PLANNED})
    @action(detail=False, methods=["post"], url_path="plan")
    def plan(self, request: Request) -> Response:
        """What a set would come to, cell by cell. Nothing is made."""
        sent = self._read(SetRequestSerializer, request)
        revision, model = self._named(sent)
        plan = plan_set(revision, axes=sent.get("axes"), count=sent["count"], picks=sent["picks"])
        body: dict[str, Any] = {"axes": plan.axes.document(), **outlook(plan, revision.document, model).document()}
        most = min(sent.get("cap", settings.SET_MOST_PICTURES), settings.SET_MOST_PICTURES)
        body |= {"gaps": list(plan.gaps), "over_cap": over_cap(plan, most), "cells": [asdict(c) for c in plan.cells]}
        return Response(body)

    def _read(self, kind: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
        form = kind(data=request.data)
        if not form.is_valid():
            raise BadInput(fields={name: [f"{name}: {line}" for line in lines] for name, lines in form.errors.items()})
        return dict(form.validated_data)

    def _named(self, sent: dict[str, Any]) -> tuple[BriefRevision, ModelEntry]:
        """The revision and the model of a request, of those that this person may see."""
        rows = BriefRevision.objects.visible_to(self.request.user).select_related("brief__brand", "style_pack")
        revision = rows.filter(pk=sent["revision"]).first()
        if revision is None:
            raise BadInput("There is no such revision, or it is not yours to see. Send its id.", field="revision")
        model = offered_models(revision.brief.brand).filter(slug=sent["model"]).first()
        if model is None:
            raise BadInput("There is no such model for this brand. Send the slug of one in use.", field="model")
        return revision, model
