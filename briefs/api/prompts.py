"""Prompts for programs: what a brief, a draft or a revision compiles to, each phrase with its source."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from briefs.catalogue import template_for
from briefs.compile import Compiled, Phrase, compile_prompt, compile_revision, template_slug
from briefs.dialects import DIALECTS
from briefs.models import Brief, BriefRevision, Campaign
from briefs.spec import BriefSpec
from briefs.trying import materials
from studio.lib.problems import BadInput
from studio.people.models import Brand


class ColourwaySerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=60)
    hex = serializers.RegexField(r"^#[0-9A-Fa-f]{6}$", required=False)


class CompileSerializer(serializers.Serializer[Any]):
    """What to compile: a brief by its id, or a draft document with the brand whose style and words it uses."""

    dialect = serializers.ChoiceField(choices=list(DIALECTS))
    brief = serializers.IntegerField(required=False)
    draft = serializers.DictField(required=False)
    brand = serializers.SlugField(required=False)
    colourway = ColourwaySerializer(required=False)


class PhraseSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    source = serializers.CharField(help_text="brief, style pack, template, vocabulary or character")  # type: ignore[assignment]
    field = serializers.CharField(help_text="the brief's field, or the style pack's part")
    section = serializers.IntegerField(help_text="the brief's section, 1 to 8; 0 elsewhere")
    weight = serializers.FloatField()


class ConditioningSerializer(serializers.Serializer[Any]):
    """A compiled prompt; docs/prompts.md describes its fields."""

    dialect = serializers.ChoiceField(choices=list(DIALECTS))
    template = serializers.DictField(help_text="slug and number")
    positive = serializers.CharField()
    negative = serializers.CharField()
    phrases = PhraseSerializer(many=True)
    negative_phrases = PhraseSerializer(many=True)
    parts = serializers.DictField(help_text="windows of weighed words, for encoders that read a window at a time")
    tokens = serializers.IntegerField()
    exact = serializers.BooleanField(help_text="counted with the encoder's own vocabulary")
    limit = serializers.IntegerField(help_text="tokens that are read; 0: no limit")
    cut = serializers.ListField(child=serializers.CharField())
    unsaid = PhraseSerializer(many=True)
    digest = serializers.CharField()


class CompileView(APIView):
    @extend_schema(request=CompileSerializer, responses=ConditioningSerializer, operation_id="compile_prompt")
    def post(self, request: Request) -> Response:
        form = CompileSerializer(data=request.data)
        if not form.is_valid():
            raise BadInput(fields={name: [f"{name}: {line}" for line in lines] for name, lines in form.errors.items()})
        sent: dict[str, Any] = dict(form.validated_data)
        brief = _brief(request, sent)
        material = materials(brief.brand, [brief])[0]
        template = template_for(brief.brand, template_slug(material.spec))
        made = compile_prompt(
            material.spec,
            template=template.document,
            dialect=sent["dialect"],
            colourway=sent.get("colourway"),
            **material.drawn,
        )
        return Response(conditioning(made, {"slug": template.template.slug, "number": template.number}))


class RevisionPromptView(APIView):
    @extend_schema(
        parameters=[OpenApiParameter("dialect", enum=list(DIALECTS), default="clip")],
        responses=ConditioningSerializer,
        operation_id="prompt_of_revision",
    )
    def get(self, request: Request, pk: int) -> Response:
        revision = get_object_or_404(BriefRevision.objects.visible_to(request.user), pk=pk)
        dialect = request.query_params.get("dialect", "clip")
        if dialect not in DIALECTS:
            raise BadInput(f"dialect: say one of {', '.join(DIALECTS)}.", field="dialect")
        template = revision.document["template"]
        made = compile_revision(revision.document, dialect)
        return Response(conditioning(made, {"slug": template["slug"], "number": template["number"]}))


def conditioning(made: Compiled, template: dict[str, Any]) -> dict[str, Any]:
    return {
        "dialect": made.dialect,
        "template": template,
        "positive": made.positive_text,
        "negative": made.negative_text,
        "phrases": _all(made.positive),
        "negative_phrases": _all(made.negative),
        "parts": made.parts,
        "tokens": made.tokens,
        "exact": made.exact,
        "limit": made.limit,
        "cut": list(made.cut),
        "unsaid": _all(made.unsaid),
        "digest": made.digest,
    }


def _all(phrases: tuple[Phrase, ...]) -> list[dict[str, Any]]:
    return [asdict(phrase) for phrase in phrases]


def _brief(request: Request, sent: dict[str, Any]) -> Brief:
    """The brief that was named, or one that is not kept, around the draft that was sent."""
    if ("brief" in sent) == ("draft" in sent):
        raise BadInput("Send either brief, its id, or draft, a document, with brand.", field="brief")
    if "brief" in sent:
        rows = Brief.objects.visible_to(request.user).select_related("brand", "campaign")
        return get_object_or_404(rows, pk=sent["brief"])
    brand = Brand.objects.visible_to(request.user).filter(slug=sent.get("brand", "")).first()
    if brand is None:
        raise BadInput("brand: there is no such brand, or it is not yours to see. Send its slug.", field="brand")
    draft = BriefSpec.clean(sent["draft"]).document()
    return Brief(brand=brand, campaign=Campaign(brand=brand), draft=draft)
