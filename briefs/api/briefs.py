"""Briefs for programs: the same documents, the same actions, the same sentences (RFC 9457) as on the pages."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, pagination, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from briefs.actions import create_brief, save_draft, submit
from briefs.models import Brief, BriefRevision, Campaign
from studio.lib.problems import BadInput
from studio.people.requests import person


class BriefSerializer(serializers.ModelSerializer[Brief]):
    """A brief: its draft document as briefs/spec.py describes it, and how it stands."""

    brand = serializers.SlugRelatedField[Any]("slug", read_only=True)
    campaign = serializers.SlugRelatedField[Any]("slug", read_only=True)
    revision = serializers.IntegerField(source="newest", read_only=True, help_text="number of the newest revision")

    class Meta:
        model = Brief
        fields = ["id", "title", "brand", "campaign", "state", "saves", "made_at", "saved_at", "revision", "draft"]
        read_only_fields = fields


class RevisionSerializer(serializers.ModelSerializer[BriefRevision]):
    class Meta:
        model = BriefRevision
        fields = ["id", "brief", "number", "digest", "at", "document"]
        read_only_fields = fields


class DraftSerializer(serializers.Serializer[Any]):
    """What a save sends: the fields to change, and the count of saves they were made from."""

    saves = serializers.IntegerField(min_value=0)
    draft = serializers.DictField()


class NewBriefSerializer(serializers.Serializer[Any]):
    campaign = serializers.IntegerField(help_text="the campaign's id")
    title = serializers.CharField()
    draft = serializers.DictField(required=False)


class BriefCursor(pagination.CursorPagination):
    page_size = 50
    ordering = ("-saved_at", "-id")


class BriefViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Brief]):
    serializer_class = BriefSerializer
    pagination_class = BriefCursor

    def get_queryset(self) -> QuerySet[Brief]:
        last = BriefRevision.objects.filter(brief=OuterRef("pk")).order_by("-number")
        rows = Brief.objects.visible_to(self.request.user).select_related("brand", "campaign")
        return rows.annotate(newest=Subquery(last.values("number")[:1]))

    @extend_schema(request=NewBriefSerializer, responses={201: BriefSerializer})
    def create(self, request: Request) -> Response:
        sent = self._read(NewBriefSerializer, request)
        campaign = Campaign.objects.visible_to(request.user).filter(pk=sent["campaign"]).select_related("brand").first()
        if campaign is None:
            raise BadInput("There is no such campaign, or it is not yours to see. Send its id.", field="campaign")
        brief = create_brief(campaign, by=person(request), title=sent["title"], document=sent.get("draft"))
        return Response(self._shown(brief.pk), status=201)

    @extend_schema(request=DraftSerializer, responses=BriefSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        brief = self.get_object()
        sent = self._read(DraftSerializer, request)
        save_draft(brief, sent["draft"], by=person(request), saves=sent["saves"])
        return Response(self._shown(brief.pk))

    @extend_schema(request=None, responses={201: RevisionSerializer})
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, pk: str) -> Response:
        revision = submit(self.get_object(), by=person(request))
        return Response(RevisionSerializer(revision).data, status=201)

    def _read(self, kind: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
        form = kind(data=request.data)
        if not form.is_valid():
            raise BadInput(fields={name: [f"{name}: {line}" for line in lines] for name, lines in form.errors.items()})
        return dict(form.validated_data)

    def _shown(self, pk: int) -> dict[str, Any]:
        return dict(BriefSerializer(self.get_queryset().get(pk=pk)).data)
