"""Vocabularies for programs: terms are listed, added, changed, deprecated and removed as on the pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, pagination, serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from briefs.actions import remove_term, save_term
from briefs.actions.publishing import own
from briefs.models import Term
from briefs.terms import find_terms
from briefs.vocabulary import VOCABULARIES
from studio.lib.problems import BadInput
from studio.people.models import Brand
from studio.people.requests import person

CONTENT = ("label", "definition", "synonyms", "tokens")


class TermSerializer(serializers.ModelSerializer[Term]):
    """A term: what it means, and how each dialect is told. Without a brand it is everybody's."""

    brand = serializers.SlugRelatedField[Any]("slug", read_only=True)

    class Meta:
        model = Term
        fields = ["id", "brand", "vocabulary", "slug", *CONTENT, "deprecated", "successor", "changed_at"]
        read_only_fields = fields


class TermChangeSerializer(serializers.Serializer[Any]):
    """The fields to change. `successor` is the id of the term that a deprecated one is mapped to."""

    label = serializers.CharField(required=False)  # type: ignore[assignment]  # Field.label is another thing
    definition = serializers.CharField(required=False, allow_blank=True)
    synonyms = serializers.ListField(required=False)
    tokens = serializers.DictField(required=False)
    deprecated = serializers.BooleanField(required=False)
    successor = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=2**53)


class NewTermSerializer(TermChangeSerializer):
    brand = serializers.SlugField(help_text="the brand's slug")
    vocabulary = serializers.ChoiceField(list(VOCABULARIES))
    label = serializers.CharField()


class TermCursor(pagination.CursorPagination):
    page_size = 200
    ordering = ("vocabulary", "label", "id")


class TermViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Term]):
    serializer_class = TermSerializer
    pagination_class = TermCursor
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> QuerySet[Term]:
        rows: QuerySet[Term] = Term.objects.visible_to(self.request.user).select_related("brand", "successor")
        asked = self.request.query_params if hasattr(self.request, "query_params") else {}
        if vocabulary := asked.get("vocabulary"):
            rows = rows.filter(vocabulary=vocabulary[:40])
        if brand := asked.get("brand"):
            rows = rows.filter(brand__slug=brand[:50])
        if text := asked.get("in"):
            rows = rows.filter(pk__in={hit.term.pk for hit in find_terms(text[:2000].replace("\0", " "), rows)})
        return rows

    @extend_schema(
        parameters=[
            OpenApiParameter("vocabulary", str, description="Only of this vocabulary"),
            OpenApiParameter("brand", str, description="Only this brand's own, by slug"),
            OpenApiParameter("in", str, description="Only those that stand in this text"),
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(request=NewTermSerializer, responses={201: TermSerializer})
    def create(self, request: Request) -> Response:
        sent = read(NewTermSerializer, request)
        brand = Brand.objects.visible_to(request.user).filter(slug=sent.pop("brand")).first()
        if brand is None:
            raise BadInput("There is no such brand, or it is not yours to see. Send its slug.", field="brand")
        made = save_term(brand, sent, by=person(request), successor=self._successor(sent))
        return Response(TermSerializer(made).data, status=201)

    @extend_schema(request=TermChangeSerializer, responses=TermSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        term = self.get_object()
        brand = own(term.brand, term.label)  # shared terms belong to nobody
        sent = read(TermChangeSerializer, request)
        before = {name: getattr(term, name) for name in (*CONTENT, "deprecated")}
        successor = self._successor(sent) if "successor" in sent else term.successor
        save_term(brand, before | sent, by=person(request), term=term, successor=successor)
        return Response(TermSerializer(self.get_queryset().get(pk=term.pk)).data)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        remove_term(self.get_object(), by=person(request))
        return Response(status=204)

    def _successor(self, sent: dict[str, Any]) -> Term | None:
        number = sent.pop("successor", None)
        if number is None:
            return None
        found: Term | None = Term.objects.visible_to(self.request.user).filter(pk=number).first()
        if found is None:
            raise BadInput("There is no such term to map it to. Send its id.", field="successor")
        return found


def read(kind: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """What was sent, by this form; raises BadInput that names every field."""
    form = kind(data=request.data)
    if not form.is_valid():
        raise BadInput(fields={name: [f"{name}: {line}" for line in lines] for name, lines in form.errors.items()})
    return dict(form.validated_data)
