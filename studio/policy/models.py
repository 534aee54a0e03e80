from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from studio.lib.models import Blob
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class Effect(models.TextChoices):
    """What follows where a rule applies, from the heaviest to the lightest. Deny wins over all others."""

    DENY = "deny", "Deny"
    GATE = "gate", "Require a gate"
    DISCLOSE = "disclose", "Require a visible disclosure"
    METADATA = "metadata", "Require metadata"
    WARN = "warn", "Warn"


class Rule(models.Model):
    """A rule of law, of a licence or of the house. Without a brand: everybody's. What it says is in its versions."""

    brand = models.ForeignKey(Brand, models.CASCADE, null=True, blank=True, related_name="+")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    retired_at = models.DateTimeField(null=True, blank=True)

    class RuleQuerySet(BrandScoped["Rule"]):
        shared = True

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["brand", "slug"], name="rule_slug", nulls_distinct=False)]

    def __str__(self) -> str:
        return self.name


class RuleVersion(models.Model):
    """A draft until `published_at` is set; immutable from then on, by this class and by the database."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    condition = models.TextField(help_text="when it applies: studio/policy/language")
    effect = models.CharField(max_length=10, choices=Effect)
    asks = models.JSONField(
        default=dict, help_text="of a gate: its kind; of a disclosure: text and size; of metadata: the fields"
    )
    moments = models.JSONField(default=list, help_text="where on the line it is asked; empty: everywhere")
    sentence = models.CharField(max_length=300, help_text="what is said where it applies")
    remedy = models.CharField(max_length=300, blank=True, help_text="what to do about it")
    source = models.CharField(max_length=200, help_text="the law, licence or contract, with its section")
    source_url = models.URLField(max_length=500, blank=True)
    read_on = models.DateField(help_text="when somebody read the source")
    second_hand = models.BooleanField(default=False, help_text="read about it, not the source itself")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="the last day")
    note = models.CharField(max_length=200, blank=True, help_text="what changed, in one line")
    digest = models.CharField(max_length=64, help_text="SHA-256 over all that it says")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class RuleVersionQuerySet(BrandScoped["RuleVersion"]):
        brand_path = "rule__brand"
        shared = True

    objects = RuleVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["rule", "number"], name="rule_version_number")]

    def __str__(self) -> str:
        return f"{self.rule} v{self.number}"


class Judgement(models.Model):
    """All rules of one moment, asked of one thing: which ones, of what facts, and what came of it. Append-only."""

    at = models.DateTimeField(auto_now_add=True)
    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+")
    moment = models.CharField(max_length=20)
    noun = models.CharField(max_length=40)
    subject = models.BigIntegerField(help_text="primary key of the noun")
    policy = models.CharField(max_length=64, help_text="SHA-256 over the digests of the rules that were asked")
    rules = models.PositiveIntegerField(help_text="how many were asked")
    facts = models.JSONField(help_text="all that was known")
    outcome = models.CharField(max_length=10, help_text="the heaviest effect, or empty: nothing against it")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = BrandScoped["Judgement"].as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["noun", "subject", "-id"], name="judgement_subject")]

    def __str__(self) -> str:
        return f"{self.moment} of {self.noun} {self.subject}: {self.outcome or 'nothing against it'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A judgement never changes.")
        super().save(*args, **kwargs)


class Verdict(models.Model):
    """One rule that applied, or that could not be decided by what was known. Append-only."""

    judgement = models.ForeignKey(Judgement, models.CASCADE, related_name="verdicts")
    version = models.ForeignKey(RuleVersion, models.PROTECT, related_name="+")
    effect = models.CharField(max_length=10, choices=Effect)
    decided = models.BooleanField(help_text="false: a fact it speaks of was not known")
    facts = models.JSONField(help_text="those it speaks of, as they were seen; null: not known")
    sentence = models.CharField(max_length=500)
    remedy = models.CharField(max_length=300, blank=True)

    class VerdictQuerySet(BrandScoped["Verdict"]):
        brand_path = "judgement__brand"

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.sentence


class RightRecord(models.Model):
    """What one contract lets a brand do with one component, with its proof. The newest of a component is in force, and
    says all of it: windows that the component itself carries count only where nothing is recorded. Append-only."""

    class Kind(models.TextChoices):
        REFERENCE = "reference", "Reference"
        FONT = "font", "Font"
        LOGO = "logo", "Logo"
        VOICE = "voice", "Voice"
        CHARACTER = "character", "Character"
        MODEL = "model", "Model"
        LORA = "lora", "LoRA"

    class Exclusive(models.TextChoices):
        NONE = "", "Not exclusive, as far as is known"
        OURS = "ours", "Ours alone"
        OTHER = "other", "Somebody else's"

    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=100, help_text="SHA-256 of its bytes, or a slug where it has none")
    name = models.CharField(max_length=200)
    starts = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="the last day")
    territories = models.JSONField(default=list, help_text="ISO 3166-1 alpha-2; none: everywhere")
    not_in = models.JSONField(default=list, help_text="taken off")
    channels = models.JSONField(default=list, help_text="none: all of them")
    exclusive = models.CharField(max_length=10, blank=True, choices=Exclusive)
    holder = models.CharField(max_length=120, blank=True, help_text="who else has it alone")
    exclusive_until = models.DateField(null=True, blank=True, help_text="the last day")
    exclusive_in = models.JSONField(default=list, help_text="territories; none: everywhere")
    exclusive_on = models.JSONField(default=list, help_text="channels; none: all of them")
    not_for = models.JSONField(default=list, help_text="what it may not be used for, in words")
    licence = models.TextField(blank=True, help_text="the contract's own words")
    proof = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+", help_text="release or contract")
    proof_name = models.CharField(max_length=120, blank=True)
    proof_type = models.CharField(max_length=40, blank=True, help_text="by its content")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = BrandScoped["RightRecord"].as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["brand", "kind", "key", "-id"], name="right_in_force")]

    def __str__(self) -> str:
        return f"right to {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A record of a right never changes. Make a new one.")
        super().save(*args, **kwargs)
