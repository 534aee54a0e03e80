#!/usr/bin/env python
"""Django's command line. Without a DATABASE_URL the embedded PostgreSQL runs for as long as the command does."""

import os
import sys

# These work on files alone; everything else may ask the database.
WITHOUT_DATABASE = {"help", "version", "--help", "--version", "-h", "collectstatic", "findstatic", "spectacular"}
WITHOUT_DATABASE |= {"explain"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studio.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    # A migration may rightly hold a big table for minutes; other commands are jobs, not pages.
    os.environ.setdefault("STATEMENT_TIMEOUT_MS", "0" if command == "migrate" else "60000")

    from django.conf import settings
    from django.core.management import execute_from_command_line

    if command in WITHOUT_DATABASE or not settings.EMBEDDED_DATABASE:
        execute_from_command_line(sys.argv)
        return
    from studio.lib import embedded

    with embedded.postgres(settings.EMBEDDED_DATABASE):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
