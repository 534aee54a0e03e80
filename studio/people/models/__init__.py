from studio.people.models.notice import Notice, NoticeChoice
from studio.people.models.people import Brand, BrandQuerySet, Membership, User

__all__ = ["Brand", "BrandQuerySet", "Membership", "Notice", "NoticeChoice", "User"]
