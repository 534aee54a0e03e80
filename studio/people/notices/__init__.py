"""What somebody is told because it concerns them. Told once: the same thing happening twice says nothing new."""

from studio.people.notices.kinds import KINDS
from studio.people.notices.telling import over, tell

__all__ = ["KINDS", "over", "tell"]
