"""Review."""

from __future__ import annotations

from tests.access.bodies import (
    a_duel,
    decided,
    decisions,
    gates_form,
    png,
    results,
    waived,
)
from tests.access.rows import (
    ADMIN,
    BRAND,
    DESIGN,
    EVERYBODY,
    FILES,
    INVITERS,
    LEGAL,
    MAKERS,
    PUBLIC,
    STYLE,
    Row,
    get,
    post,
)
from tests.access.site import CODE

KEEPERS = frozenset({"bea", "leo", "ada", "zoe"})  # of protected marks

ROWS: dict[str, list[Row]] = {
    "review:selection": [get(EVERYBODY)],
    "review:sheet": [get(EVERYBODY, "batch")],
    "review:copy_block": [get(EVERYBODY, "candidate", "=stamp")],
    "review:font": [get(EVERYBODY, "font")],
    "review:blind": [post(DESIGN, "batch", body=lambda o: {"do": "begin"})],
    "review:decisions": [Row("POST", EVERYBODY, 200, (), decisions, json=True)],  # each has a status of its own
    "review:loupe": [get(EVERYBODY, "candidate")],
    "review:tile": [get(EVERYBODY, "candidate")],
    "review:tiles": [get(EVERYBODY, "batch")],
    "review:judge": [post(DESIGN, "candidate", body=lambda o: {"verb": "pick"})],
    "review:mark": [post(EVERYBODY, "candidate", body=lambda o: {"text": "Warmer here."})],
    "review:reply": [post(EVERYBODY, "mark", body=lambda o: {"text": "Done."})],
    "review:resolve": [post(EVERYBODY, "mark")],
    "review:reopen": [post(EVERYBODY, "mark_settled")],
    "review:due": [post(EVERYBODY, "mark", body=lambda o: {"due": ""})],
    "review:paint": [
        get(DESIGN, "mark_box"),
        post(DESIGN, "mark_box", ok=422, body=lambda o: {"instruction": "a wall", "model": "0", "count": "1"}),
    ],
    "review:annotations": [get(EVERYBODY, "candidate")],
    "review:review_sheet": [get(EVERYBODY, "candidate"), post(EVERYBODY, "candidate")],
    "review:picks_sheet": [get(EVERYBODY, "picked_batch"), post(EVERYBODY, "picked_batch")],
    "review:accept": [post(DESIGN, "candidate", ok=409)],  # it was painted for no mark
    "review:ranking_first": [get(EVERYBODY, ok=302)],
    "review:ranking": [get(EVERYBODY, "brand_slug")],
    "review:ranking_switch": [post(DESIGN, "brand_slug", body=lambda o: {"on": "1"})],
    "review:guests": [
        get(INVITERS, "batch"),
        post(INVITERS, "batch", body=lambda o: {"name": "Bo", "email": "bo@agency.example", "days": "7"}),
    ],
    "review:revoke_guest": [post(INVITERS, "guest_link")],
    "review:guest_door": [get(PUBLIC, "guest_token"), post(PUBLIC, "guest_token", body=lambda o: {"code": CODE})],
    "review:guest_code": [post(PUBLIC, "guest_token")],
    # Behind the door are guests alone, and to all others nothing is there (test_guests.py is inside).
    "review:guest_room": [get(PUBLIC, ok=404)],
    "review:guest_picture": [get(PUBLIC, "candidate", ok=404)],
    "review:guest_proxy": [get(PUBLIC, "candidate", ok=404)],
    "review:guest_mark": [post(PUBLIC, "candidate", ok=404, body=lambda o: {"text": "Warmer here."})],
    "review:guest_reply": [post(PUBLIC, "mark", ok=404, body=lambda o: {"text": "Done."})],
    "review:guest_leave": [post(PUBLIC, ok=404)],
    "review:reasons": [get(EVERYBODY)],
    "review:own_reasons": [post(STYLE, "brand", body=lambda o: {"verdict": "rejected"})],
    "review:add_reason": [post(STYLE, "brand", body=lambda o: {"verdict": "rejected", "label": "Too dry"})],
    "review:reason": [post(STYLE, "reason", body=lambda o: {"do": "reword", "label": "Salt on the air"})],
    "review:finishing": [get(EVERYBODY)],
    "review:finish_order": [post(DESIGN, "picked")],
    "review:finish": [get(EVERYBODY, "finish")],
    "review:master": [get(EVERYBODY, "finish")],
    "review:ask": [post(DESIGN, "finish")],
    "review:check_again": [post(FILES, "finish")],
    "review:waive": [post(frozenset({"bea", "ada", "zoe"}), "finish", body=waived)],
    "review:heat": [get(EVERYBODY, "verdict_seen")],
    "review:waivers": [get(EVERYBODY)],
    "review:withdraw_waiver": [post(frozenset({"bea", "ada", "zoe"}), "waiver")],
    "review:protected_marks": [get(EVERYBODY)],
    "review:add_protected_mark": [
        post(KEEPERS, "brand", body=lambda o: png(o) | {"name": "A rival's ring", "whose": "theirs"}),
    ],
    "review:protected_mark": [post(KEEPERS, "protected_mark", body=lambda o: {"do": "retire"})],
    "review:required_sets": [get(EVERYBODY)],
    "review:required_set": [
        get(EVERYBODY, "brand"),
        post(frozenset({"leo", "ada", "zoe"}), "brand", body=lambda o: {
            "check": ["banding"], "placement": [""], "use_class": [""], "not_run": ["block"], "warn": ["fail"],
        }),
    ],
    "review:rendition_preview": [get(EVERYBODY, "rendition")],
    "review:rendition_file": [get(FILES, "rendition")],
    "review:set_files": [get(EVERYBODY, "planned_set")],
    "review:duel": [get(DESIGN, "batch")],
    "review:duels": [
        Row("POST", DESIGN, 200, ("batch",), a_duel, json=True),
        post(DESIGN, "batch", body=lambda o: a_duel(o)["duels"][0] | {"once": "7c0f0b55-3a1c-4c8c-9c5c-000000000002"}),
    ],
    "review:duel_order": [get(EVERYBODY, "batch")],
    "review:duel_pick": [post(DESIGN, "batch", ok=409, body=lambda o: {"candidate": o["candidate"]})],  # none yet
    "review:live": [
        get(EVERYBODY, "batch"),
        post(EVERYBODY, "batch", body=lambda o: {"do": "begin"}),
        post(frozenset({"dana", "zoe"}), "batch_live", body=lambda o: {"do": "end"}),  # its host
    ],
    "review:live_say": [Row("POST", EVERYBODY, 204, ("batch_live",), lambda o: {"on": "sheet"}, json=True)],
    "review:live_stream": [get(EVERYBODY, "batch_live")],
    "review:variant_sets": [get(EVERYBODY, "brief")],
    "review:new_variant_set": [
        get(MAKERS, "tested_brief"),
        post(MAKERS, "tested_brief", body=lambda o: {"name": "Which one?", "candidate": o["tested"]}),
    ],
    "review:variant_set": [get(EVERYBODY, "variant_set")],
    "review:change_variant_set": [post(MAKERS, "variant_set", body=lambda o: {"do": "close"})],
    "review:bring_results": [post(MAKERS, "variant_set", body=results)],
    "review:variant_list": [get(EVERYBODY, "variant_set")],
    "review:variant_files": [get(EVERYBODY, "variant_set")],
    "review:variants_of": [get(EVERYBODY, "candidate")],
    "review:representation": [get(EVERYBODY)],
    "review:representation_list": [get(EVERYBODY)],
    "review:people": [get(EVERYBODY, "candidate"), post(EVERYBODY, "candidate", body=lambda o: {"people": "2"})],
    "review:add_people_term": [post(STYLE, "brand", body=lambda o: {"axis": "Age", "label": "Teenager"})],
    "review:retire_people_term": [post(STYLE, "people_term")],
    "review:sign_off_list": [get(EVERYBODY)],
    "review:sign_off": [get(EVERYBODY, "finish_asked")],
    "review:gate_comment": [post(EVERYBODY, "finish_asked", body=lambda o: {"text": "Warmer?"})],
    "review:reviewer": [post(EVERYBODY, "finish_asked", body=lambda o: {"person": o["colleague"]})],
    "review:delegations": [get(EVERYBODY), post(EVERYBODY, ok=422)],  # whose signature is not said
    "review:withdraw_delegation": [post(frozenset({"ada", "bea", "dana", "zoe"}), "delegation")],  # hers, his, or kept
    "review:gate_templates": [get(EVERYBODY)],
    "review:gate_template": [
        get(EVERYBODY, "brand_slug", "=public"),
        post(ADMIN, "brand_slug", "=public", body=gates_form),
    ],
    "review:decide": [
        post(BRAND, "finish_asked", "=brand", body=decided),
        post(LEGAL, "finish_asked", "=legal", body=decided),
        post(BRAND, "finish_asked", "=brand", body=lambda o: {"do": "send-back", "note": "Warmer."}),
    ],
}  # fmt: skip
