"""`manage.py brand Northlight --admin ada@example.com --name "Ada Brandt"`: how the first brand begins."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from studio.lib.problems import Problem
from studio.people import actions
from studio.people.models import Brand, User
from studio.people.roles import Role
from studio.people.views import welcome_path


class Command(BaseCommand):
    help = "Makes a brand with its first admin. Everything after that is on the page People."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("brand", help="its name")
        parser.add_argument("--admin", required=True, help="email address of the admin")
        parser.add_argument("--name", default="", help="the admin's name, where that address has no account yet")
        parser.add_argument("--confidential", action="store_true", help="nothing of it may leave these machines")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            brand, admin, fresh = self.make(**options)
        except Problem as problem:
            raise CommandError(problem.sentence) from problem
        self.stdout.write(f"{brand} is made; {admin.name} ({admin.username}) is its admin.")
        if fresh:
            self.stdout.write(
                f"They set a password, once, within three days, at the site's address followed by {welcome_path(admin)}"
            )

    @transaction.atomic
    def make(self, *, brand: str, admin: str, name: str, confidential: bool, **_: Any) -> tuple[Brand, User, bool]:
        made = actions.create_brand(brand, by=None, local_only=confidential)
        person, fresh = actions.invite(made, email=admin, name=name, roles=[Role.ADMIN], by=None)
        return made, person, fresh
