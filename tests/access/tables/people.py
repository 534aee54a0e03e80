"""People."""

from __future__ import annotations

from studio.people.notices import KINDS
from tests.access.rows import (
    ADMIN,
    EVERYBODY,
    PUBLIC,
    STRANGER,
    Row,
    get,
    post,
)
from tests.cast import PASSWORD

ROWS: dict[str, list[Row]] = {
    "people:sign_in": [
        Row("GET", STRANGER, 200, refused=302),
        post(PUBLIC, body=lambda o: {"username": "ben", "password": PASSWORD}),
    ],
    "people:sign_out": [post(EVERYBODY)],
    "people:password": [
        get(EVERYBODY),
        post(EVERYBODY, body=lambda o: {
            "old_password": PASSWORD, "new_password1": "salt-and-marsh-9", "new_password2": "salt-and-marsh-9",
        }),
    ],
    "people:welcome": [
        get(PUBLIC, "key", "token"),
        post(PUBLIC, "key", "token", body=lambda o: {
            "new_password1": "salt-and-marsh-9", "new_password2": "salt-and-marsh-9",
        }),
    ],
    "people:notices": [get(EVERYBODY)],
    "people:unread": [get(EVERYBODY)],
    "people:read_notices": [post(EVERYBODY, body=lambda o: {"last": "9" * 18})],
    "people:read_notice": [Row("POST", frozenset({"dana", "zoe"}), 302, ("notice",), refused=404)],  # whose it is
    "people:notice_settings": [
        get(EVERYBODY), post(EVERYBODY, body=lambda o: {f"mail-{kind}": "never" for kind in KINDS}),
    ],
    "people:leave_mail": [get(PUBLIC, "leave_mail"), post(PUBLIC, "leave_mail", ok=200)],  # the link is the proof
    "people:people": [get(ADMIN)],
    "people:add": [post(ADMIN, "brand", body=lambda o: {
        "email": "new@example.test", "name": "New Person", "roles": ["designer"],
    })],
    "people:change": [
        post(ADMIN, "brand", "member", body=lambda o: {"roles": ["designer"]}),
        post(ADMIN, "brand", "member", body=lambda o: {"remove": ""}),
    ],
}  # fmt: skip
