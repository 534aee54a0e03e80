"""Calling back what rests on a component. Rows are written once; the database refuses to change or remove them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from dam.models.asset import Asset, AssetRendition
from dam.models.component import Component
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class Recall(models.Model):
    """A quarantine of all assets of a brand that hold a component, or the drill for one. It stands until its lift."""

    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+")
    component = models.ForeignKey(Component, models.PROTECT, related_name="recalls")
    drill = models.BooleanField(help_text="a rehearsal: nothing was held back and nobody was told")
    reason = models.CharField(max_length=300)
    assets = models.PositiveIntegerField(help_text="how many it touched")
    files = models.PositiveIntegerField(help_text="how many of their files had been delivered")
    people = models.JSONField(help_text="primary keys of those who had to be told")
    seconds = models.FloatField(help_text="from the question to the whole answer")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = BrandScoped["Recall"].as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{'drill' if self.drill else 'quarantine'} of {self.component}"

    @property
    def milliseconds(self) -> int:
        return max(1, round(1000 * self.seconds))


class Lift(models.Model):
    """The end of a quarantine, and why."""

    recall = models.OneToOneField(Recall, models.PROTECT, related_name="lift")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"lift of {self.recall}"


class Held(models.Model):
    """An asset that a quarantine holds back. It is out again when every quarantine that holds it is lifted."""

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="held", db_index=False)
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="held")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recall", "asset"], name="held_back_once")]

    def __str__(self) -> str:
        return f"{self.asset} held by {self.recall}"


class Hold(models.Model):
    """How many standing quarantines hold an asset back. Kept by the database with each Held and each Lift, so that two
    at once count right."""

    asset = models.OneToOneField(Asset, models.CASCADE, primary_key=True, related_name="hold")
    standing = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.asset_id} held {self.standing} times"


class Withdrawal(models.Model):
    """A delivered file that a quarantine took down from where it shipped; its sealed bytes are kept."""

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="withdrawals")
    file = models.ForeignKey(AssetRendition, models.PROTECT, related_name="withdrawals")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.file} taken down"
