"""The ASGI application, for uvicorn on a laptop and gunicorn with uvicorn workers in production."""

import os

from django.core.asgi import get_asgi_application

from studio.lib import parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studio.settings")
application = get_asgi_application()
parent.follow()
