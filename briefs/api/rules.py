"""Readiness for programs: what the rules find in a brief, or in a draft that is not a brief yet."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from briefs.catalogue import drawn, shelf_of
from briefs.models import Brief, RuleSetVersion
from briefs.readiness import KINDS, Summary, summarise
from briefs.spec import BriefSpec
from studio.lib.problems import BadInput
from studio.people.models import Brand

VERDICTS = ("pass", "warn", "fail")


class FixSerializer(serializers.Serializer[Any]):
    label = serializers.CharField(help_text="what a button would say")  # type: ignore[assignment]
    patch = serializers.DictField(help_text="fields of the draft to save, see briefs/spec.py")


class FindingSerializer(serializers.Serializer[Any]):
    """What a rule found: the field, the reason and the remedy. A fail stops the brief from being submitted."""

    rule = serializers.CharField(help_text="its id in the rule set, as missing.subject or two-lights")
    field = serializers.CharField()
    kind = serializers.ChoiceField(choices=list(KINDS))
    verdict = serializers.ChoiceField(choices=["warn", "fail"])
    what = serializers.CharField()
    remedy = serializers.CharField()
    fixes = FixSerializer(many=True)


class RulesSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    number = serializers.IntegerField()
    digest = serializers.CharField()
    shared = serializers.BooleanField(help_text="no brand's own")


class ReadinessSerializer(serializers.Serializer[Any]):
    """How ready a brief is."""

    verdict = serializers.ChoiceField(choices=list(VERDICTS), help_text="the worst of the findings; pass: none")
    rules = RulesSerializer(allow_null=True, help_text="what it was read by; null: the standard rules")
    findings = FindingSerializer(many=True)
    grades = serializers.DictField(
        child=serializers.ChoiceField(choices=[*KINDS, "good"]),
        help_text="field -> missing, contradictory, impossible, vague or good; a field that may be empty has none",
    )


class DraftToReadSerializer(serializers.Serializer[Any]):
    """A draft document and the brand whose placements, style packs, words and rules it is read with."""

    brand = serializers.CharField(help_text="the brand's short name")
    draft = serializers.DictField()


def answer(summary: Summary, rules: RuleSetVersion | None) -> dict[str, Any]:
    return {
        "verdict": summary.worst,
        "rules": {
            "name": str(rules.rules.name), "number": rules.number, "digest": rules.digest,
            "shared": rules.rules.brand_id is None,
        } if rules else None,
        "findings": [
            {
                "rule": finding.rule, "field": finding.field, "kind": finding.kind, "verdict": finding.verdict,
                "what": finding.what, "remedy": finding.remedy,
                "fixes": [{"label": fix.label, "patch": dict(fix.patch)} for fix in finding.fixes],
            }
            for finding in summary.findings
        ],
        "grades": summary.grades,
    }  # fmt: skip


class BriefReadiness(APIView):
    """What the rules find in a brief as it is saved now."""

    @extend_schema(operation_id="briefs_readiness", responses=ReadinessSerializer)
    def get(self, request: Request, pk: int) -> Response:
        rows = Brief.objects.visible_to(request.user).select_related("brand", "campaign")
        brief = get_object_or_404(rows, pk=pk)
        spec = BriefSpec.clean(brief.draft)
        draws = drawn(brief, spec)
        return Response(answer(summarise(spec, draws.context()), draws.rules))


class DraftReadiness(APIView):
    """What the rules find in a draft. Nothing is saved."""

    @extend_schema(operation_id="readiness", request=DraftToReadSerializer, responses=ReadinessSerializer)
    def post(self, request: Request) -> Response:
        form = DraftToReadSerializer(data=request.data)
        if not form.is_valid():
            raise BadInput(fields={name: [f"{name}: {line}" for line in lines] for name, lines in form.errors.items()})
        slug = form.validated_data["brand"].replace("\0", "")
        brand = Brand.objects.visible_to(request.user).filter(slug=slug).first()
        if brand is None:
            raise BadInput("There is no such brand, or it is not yours to see. Send its short name.", field="brand")
        spec = BriefSpec.clean(form.validated_data["draft"])
        shelf = shelf_of(brand)
        return Response(answer(summarise(spec, shelf.context(spec)), shelf.rules))
