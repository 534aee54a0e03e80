"""The cast, for every test of this room."""

from tests.cast import ada, bea, ben, cast, dana, leo, zoe

__all__ = ["ada", "bea", "ben", "cast", "dana", "leo", "zoe"]
