"""Briefs."""

from __future__ import annotations

from tests.access.bodies import (
    csv_file,
    png,
)
from tests.access.rows import (
    EVERYBODY,
    MAKERS,
    Row,
    api,
    get,
    post,
)

ROWS: dict[str, list[Row]] = {
    "briefs:api-brief-list": [
        api("GET", EVERYBODY, ok=200),
        api("POST", MAKERS, ok=201, body=lambda o: {"campaign": o["campaign"], "title": "By a program"}),
    ],
    "briefs:api-brief-detail": [
        api("GET", EVERYBODY, "brief", ok=200),
        api("PATCH", MAKERS, "brief", ok=200, body=lambda o: {"saves": 0, "draft": {"subject": "Two people"}}),
    ],
    "briefs:api-brief-readiness": [api("GET", EVERYBODY, "brief", ok=200)],
    "briefs:api-readiness": [
        api("POST", EVERYBODY, ok=200, body=lambda o: {"brand": o["brand_slug"], "draft": {"subject": "A lamp"}}),
    ],
    "briefs:api-brief-submit": [api("POST", MAKERS, "brief", ok=201)],
    "briefs:list": [get(EVERYBODY)],
    "briefs:new": [
        get(MAKERS),
        post(MAKERS, body=lambda o: {"title": "Spring", "campaign": o["campaign"]}),
    ],
    "briefs:edit": [get(EVERYBODY, "brief")],
    "briefs:save": [post(MAKERS, "brief", body=lambda o: {"saves": 0, "subject": "Two people"})],
    "briefs:submit": [post(MAKERS, "brief")],
    "briefs:close": [post(MAKERS, "brief")],
    "briefs:reopen": [post(MAKERS, "closed")],
    "briefs:changes": [get(EVERYBODY, "brief")],
    "briefs:compare": [get(EVERYBODY, "brief")],
    "briefs:comments": [get(EVERYBODY, "brief")],
    "briefs:comment": [post(EVERYBODY, "brief", body=lambda o: {"text": "Warmer here.", "field": "light"})],
    "briefs:answer_comment": [post(EVERYBODY, "comment", body=lambda o: {"text": "Done."})],
    "briefs:resolve_comment": [post(EVERYBODY, "comment")],
    "briefs:reopen_comment": [post(EVERYBODY, "comment_settled")],
    "briefs:copy": [get(MAKERS, "brief"), post(MAKERS, "brief")],
    "briefs:templates": [get(EVERYBODY)],
    "briefs:save_template": [get(MAKERS, "brief"), post(MAKERS, "brief", body=lambda o: {"name": "Quite new"})],
    "briefs:retire_template": [post(MAKERS, "brief_template")],
    "briefs:restore_template": [post(MAKERS, "brief_template_retired")],
    "briefs:references": [get(EVERYBODY, "brief", ok=302)],
    "briefs:add_reference": [post(MAKERS, "brief", body=png)],
    "briefs:order_references": [post(MAKERS, "brief", body=lambda o: {"id": [o["reference"]]})],
    "briefs:reference_rights": [post(MAKERS, "reference", body=lambda o: {f"until-{o['reference']}": "2028-01-31"})],
    "briefs:describe_reference": [post(MAKERS, "reference")],
    "briefs:remove_reference": [post(MAKERS, "reference")],
    "briefs:reference_picture": [get(EVERYBODY, "reference")],
    "briefs:picture": [get(EVERYBODY, "picture")],
    "briefs:api-import-list": [post(MAKERS, ok=201, body=lambda o: csv_file(o) | {"campaign": o["campaign"]})],
    "briefs:api-import-detail": [get(EVERYBODY, "import")],
    "briefs:api-import-carry-out": [post(MAKERS, "import", ok=200)],
    "briefs:import_briefs": [get(MAKERS, "campaign"), post(MAKERS, "campaign", body=csv_file)],
    "briefs:import": [get(EVERYBODY, "import")],
    "briefs:carry_out": [post(MAKERS, "import")],
    "briefs:export": [get(EVERYBODY, "brief")],
    "briefs:export_all": [get(EVERYBODY, "campaign", "=csv"), get(EVERYBODY, "campaign", "=json")],
    "briefs:schema": [get(EVERYBODY)],
    "briefs:revision": [get(EVERYBODY, "revision")],
}  # fmt: skip
