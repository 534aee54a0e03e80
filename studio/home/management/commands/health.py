"""`manage.py health worker` for a container's health check: exit 0 when this machine's worker reported lately."""

import socket
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from generation.models import Worker
from studio.lib import health


class Command(BaseCommand):
    help = "Says whether this machine's worker, or the parts Gatefold depends on, are well; exits 1 when not."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["worker", "parts"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "worker":
            self.worker()
        else:
            self.parts()

    def worker(self) -> None:
        """The age of the heartbeat, not Celery's ping: a solo worker answers no ping while it renders."""
        host = socket.gethostname()
        oldest = timezone.now() - timedelta(seconds=settings.LEASE_SECONDS)
        last = Worker.objects.filter(name__contains=f"@{host}:").order_by("-seen_at").first()
        if last is None:
            raise CommandError(f"No worker has reported from {host}.")
        if last.seen_at < oldest:
            age = f"over {settings.LEASE_SECONDS} s ago"
            raise CommandError(f"{last} last reported at {last.seen_at:%H:%M:%S} UTC, {age}.")
        self.stdout.write(f"{last} reported at {last.seen_at:%H:%M:%S} UTC.")

    def parts(self) -> None:
        answers = [ask() for ask in health.PARTS]
        for answer in answers:
            self.stdout.write(f"{answer.part:<9} {answer.sentence}")
        if not all(answer.ok for answer in answers):
            raise CommandError("Not every part is ready.")
