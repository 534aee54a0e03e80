"""The project: settings, addresses, the Celery application, and what every room may use (studio.lib)."""

from studio.celery import app as celery_app

__all__ = ["celery_app"]
