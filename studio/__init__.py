"""The project: settings, addresses, the Celery application, and what every room may use (studio.lib).

Nothing is imported here, because the engine's pure modules import `studio.lib.canonical` through this package.
"""
