"""What somebody is told, and how they want to be told of it. Quiet by default (studio/people/notices)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from django.db import models

from studio.people.models.people import Brand, Membership, User


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, person: User) -> Self:
        """Those of this person: nobody sees another's."""
        return self.filter(person=person)

    def still_theirs(self) -> Self:
        """Without those of brands that the person has left since: what was said there is not theirs to read."""
        there = Membership.objects.filter(user=models.OuterRef("person"), brand=models.OuterRef("brand"))
        return self.filter(models.Q(brand__isnull=True) | models.Exists(there))

    def listed(self, quiet: Collection[str]) -> Self:
        """Of kinds that their person wants under the bell; `quiet` kinds are wanted only where they chose so."""
        own = NoticeChoice.objects.filter(person=models.OuterRef("person"), kind=models.OuterRef("kind"))
        wanted = ~models.Q(kind__in=quiet) | models.Exists(own.filter(page=True))
        return self.filter(wanted).exclude(models.Exists(own.filter(page=False)))


class Notice(models.Model):
    """One thing that happened and concerns one person: a mention, a mark that is due, a gate that waits."""

    person = models.ForeignKey(User, models.CASCADE, related_name="notices")
    brand = models.ForeignKey(Brand, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=40, help_text="a key of studio.people.notices.KINDS")
    sentence = models.CharField(max_length=300)
    path = models.CharField(max_length=300, help_text="where it happened: an address of this site, without the host")
    noun = models.CharField(max_length=40, blank=True)
    subject = models.BigIntegerField(null=True, help_text="primary key of the noun: the same twice is told once")
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "noun", "subject"],
                condition=models.Q(read_at__isnull=True),
                name="notice_told_once",
            )
        ]
        indexes = [
            models.Index(fields=["person"], condition=models.Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=["person"], condition=models.Q(mailed_at__isnull=True), name="notice_unmailed"),
        ]

    def __str__(self) -> str:
        return self.sentence


class NoticeChoice(models.Model):
    """How a person wants to hear of one kind, where that is not the default of the kind."""

    class Mail(models.TextChoices):
        NEVER = "never", "Never"
        DAILY = "daily", "In the daily digest"
        NOW = "now", "At once"

    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    page = models.BooleanField(help_text="in the list under the bell")
    mail = models.CharField(max_length=10, choices=Mail)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_choice_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.mail}"
