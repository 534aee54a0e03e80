"""What assets rest on: components, and which asset holds which."""

from __future__ import annotations

from django.db import models

from dam.models.asset import Asset
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class Component(models.Model):
    """One thing that pictures of a brand were made from or with: weights, a reference, a font, a character …"""

    class Kind(models.TextChoices):
        MODEL = "model", "Model"
        WEIGHTS = "weights", "Weights"
        LORA = "lora", "LoRA"
        REFERENCE = "reference", "Reference"
        FONT = "font", "Font"
        CHARACTER = "character", "Character"
        LOGO = "logo", "Logo"
        STYLE_PACK = "style-pack", "Style pack"
        PICTURE = "candidate-picture", "Candidate picture"

    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=100, help_text="SHA-256 of its bytes, or a slug where it has none")
    name = models.CharField(max_length=200, help_text="as people call it, when it was first met")

    objects = BrandScoped["Component"].as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["brand", "kind", "key"], name="component_once")]
        indexes = [
            # pattern_ops: the beginning of a digest is found by the same index as the whole of it
            models.Index(fields=["kind", "key"], name="component_key", opclasses=["varchar_ops", "varchar_pattern_ops"])
        ]

    def __str__(self) -> str:
        return self.name


class Reach(models.Model):
    """Where assets go and whose work they are; one row for all assets that are alike in it, so that what a component
    touches is counted from an index, however many assets that are."""

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of all the rest, as canonical JSON")
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+")
    placements = models.JSONField(help_text="slugs, sorted")
    channels = models.JSONField(help_text="of those placements, sorted")
    markets = models.JSONField(help_text="of the brief, sorted")
    people = models.JSONField(help_text="{briefed, made, picked, finished, asked, signed: [people]}")

    def __str__(self) -> str:
        return f"{', '.join(self.placements)} in {', '.join(self.markets) or 'no market'}"


class Holding(models.Model):
    """This asset rests on this component."""

    component = models.ForeignKey(Component, models.CASCADE, related_name="+", db_index=False)
    asset = models.ForeignKey(Asset, models.CASCADE, related_name="holdings")
    reach = models.ForeignKey(Reach, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["component", "asset"], name="held_once")]
        indexes = [models.Index(fields=["component", "reach"], name="holding_reach")]

    def __str__(self) -> str:
        return f"{self.asset} rests on {self.component}"


class Tally(models.Model):
    """How many assets of one reach rest on a component, in parts: the sum of its rows is exact at every moment. Written
    by the database (migration recall_counts) in the transaction of whatever changes it; the sweep adds rows up."""

    # Nothing checks these keys anew: they are those of a holding, which was checked.
    component = models.ForeignKey(Component, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    reach = models.ForeignKey(Reach, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    assets = models.IntegerField(help_text="more or fewer by this many")
    held = models.IntegerField(help_text="of them in quarantine, more or fewer")
    files = models.IntegerField(help_text="of their files where they ship, more or fewer")
    fresh = models.BooleanField(default=True, help_text="not added up yet")

    class Meta:
        indexes = [
            models.Index(fields=["component", "reach"], include=["assets", "held", "files"], name="tally_of"),
            models.Index(fields=["component", "reach"], condition=models.Q(fresh=True), name="tally_fresh"),
        ]

    def __str__(self) -> str:
        return f"{self.assets:+d} assets, {self.held:+d} held, {self.files:+d} files"
