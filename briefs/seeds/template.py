"""Where the template "scene" used to be; it stands in briefs/seeds/templates/scene.py."""

from briefs.seeds.templates import SCENE

__all__ = ["SCENE"]
