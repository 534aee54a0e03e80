"""The rules for programs: read only. What a rule says is written on its page, where it can be tried."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import mixins, pagination, serializers, viewsets

from studio.policy.models import Rule, RuleVersion


class RuleVersionSerializer(serializers.ModelSerializer[RuleVersion]):
    """All that a version says; `digest` is the one that judgements were made by."""

    class Meta:
        model = RuleVersion
        fields = [
            "id", "number", "condition", "effect", "asks", "moments", "sentence", "remedy", "source", "source_url",
            "read_on", "second_hand", "valid_from", "valid_to", "note", "digest", "published_at",
        ]  # fmt: skip
        read_only_fields = fields


class RuleSerializer(serializers.ModelSerializer[Rule]):
    """A rule and its versions, newest first; `published_at` null: a draft. `brand` null: the house's."""

    brand = serializers.SlugRelatedField[Any]("slug", read_only=True, allow_null=True)
    versions = RuleVersionSerializer(many=True, read_only=True)

    class Meta:
        model = Rule
        fields = ["id", "brand", "slug", "name", "retired_at", "versions"]
        read_only_fields = fields


class RuleCursor(pagination.CursorPagination):
    page_size = 50
    ordering = ("-id",)


class PolicyViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Rule]):
    serializer_class = RuleSerializer
    pagination_class = RuleCursor
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> QuerySet[Rule]:
        versions = Prefetch("versions", queryset=RuleVersion.objects.order_by("-number"))
        return Rule.objects.visible_to(self.request.user).select_related("brand").prefetch_related(versions)
