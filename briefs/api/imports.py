"""Files of briefs for programs: judged first, carried out on a second word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from briefs.actions.exchange import carry_out, judge_file
from briefs.models import BriefImport, Campaign
from studio.lib.problems import BadInput
from studio.people.requests import person


class ImportSerializer(serializers.ModelSerializer[BriefImport]):
    """A file and the verdict of each of its rows: good, joined (another language), there (already), or refused."""

    rows = serializers.SerializerMethodField()

    class Meta:
        model = BriefImport
        fields = ["id", "campaign", "name", "kind", "state", "made", "at", "imported_at", "rows"]
        read_only_fields = fields

    def get_rows(self, row: BriefImport) -> list[dict[str, Any]]:
        shown = ("line", "verdict", "title", "sentences", "brief")
        return [{name: entry.get(name) for name in shown} for entry in row.verdicts["rows"]]


class FileSerializer(serializers.Serializer[Any]):
    campaign = serializers.IntegerField(help_text="the campaign's id")
    file = serializers.FileField(help_text="CSV or JSON, see docs/exchange.md")


class ImportViewSet(mixins.RetrieveModelMixin, viewsets.GenericViewSet[BriefImport]):
    serializer_class = ImportSerializer

    def get_queryset(self) -> QuerySet[BriefImport]:
        return BriefImport.objects.visible_to(self.request.user).select_related("campaign__brand")

    @extend_schema(request={"multipart/form-data": FileSerializer}, responses={201: ImportSerializer})
    def create(self, request: Request) -> Response:
        data = request.data if isinstance(request.data, Mapping) else {}
        sent, file = data.get("campaign"), request.FILES.get("file")
        number = int(sent) if isinstance(sent, str) and sent.isascii() and sent.isdigit() and len(sent) < 18 else 0
        campaign = Campaign.objects.visible_to(request.user).filter(pk=number).select_related("brand").first()
        if campaign is None:
            raise BadInput("There is no such campaign, or it is not yours to see. Send its id.", field="campaign")
        if file is None:
            raise BadInput("No file was sent. Send it as multipart, in the field file.", field="file")
        made = judge_file(campaign, file, by=person(request))
        return Response(ImportSerializer(made).data, status=201)

    @extend_schema(request=None, responses=ImportSerializer)
    @action(detail=True, methods=["post"], url_path="carry-out")
    def carry_out(self, request: Request, pk: str) -> Response:
        return Response(ImportSerializer(carry_out(self.get_object(), by=person(request))).data)
