"""The catalogue: everybody may read what their briefs are held to."""

from __future__ import annotations

from tests.access.bodies import (
    pack_file,
    pack_form,
    placement_form,
    png,
    template_form,
    words,
)
from tests.access.rows import (
    ADMIN,
    EVERYBODY,
    PINNERS,
    STYLE,
    Row,
    api,
    get,
    post,
)

ROWS: dict[str, list[Row]] = {
    "briefs:placements": [get(EVERYBODY)],
    "briefs:draw_placement": [post(EVERYBODY, ok=200, body=placement_form)],
    "briefs:api-placement-list": [
        api("GET", EVERYBODY, ok=200),
        api("POST", ADMIN, ok=201, body=lambda o: {
            "brand": o["brand_slug"], "document": {**o["placement_row"], "slug": "by-a-program"},
        }),
    ],
    "briefs:api-placement-detail": [
        api("GET", EVERYBODY, "placement", ok=200),
        api("PATCH", ADMIN, "placement", ok=200, body=lambda o: {"document": {**o["placement_row"], "height": 778}}),
    ],
    "briefs:api-placement-publish": [api("POST", ADMIN, "placement_waiting", ok=200)],
    "briefs:placement": [get(EVERYBODY, "placement"), post(ADMIN, "placement", body=placement_form)],
    "briefs:new_placement": [
        get(ADMIN, "brand"),
        post(ADMIN, "brand", body=lambda o: placement_form(o) | {"slug": "quite-new"}),
    ],
    "briefs:copy_placement": [post(ADMIN, "shared_placement", body=lambda o: {"brand": o["brand"]})],
    "briefs:retire_placement": [post(ADMIN, "placement")],
    "briefs:restore_placement": [post(ADMIN, "retired")],
    "briefs:publish_placement": [post(ADMIN, "placement_draft")],
    "briefs:prompt_templates": [get(EVERYBODY)],
    "briefs:new_prompt_template": [
        get(ADMIN),
        post(ADMIN, body=lambda o: {"brand": o["brand"], "name": "Packshot", "slug": "packshot"}),
    ],
    "briefs:prompt_template": [get(EVERYBODY, "template"), post(ADMIN, "template", body=template_form)],
    "briefs:try_prompt_template": [post(EVERYBODY, "template", ok=200, body=template_form)],
    "briefs:copy_prompt_template": [post(ADMIN, "shared_template", body=lambda o: {"brand": o["brand"]})],
    "briefs:prompt_template_version": [get(EVERYBODY, "template_draft")],
    "briefs:publish_prompt_template": [post(ADMIN, "template_draft")],
    "briefs:api-compile": [
        api("POST", EVERYBODY, ok=200, body=lambda o: {"brief": o["brief"], "dialect": "clip"}),
        api("POST", EVERYBODY, ok=200, body=lambda o: {
            "draft": {"subject": "A bottle"}, "brand": o["brand_slug"], "dialect": "json",
        }),
    ],
    "briefs:api-revision-prompt": [get(EVERYBODY, "revision")],
    "briefs:style_packs": [get(EVERYBODY)],
    "briefs:new_style_pack": [
        get(STYLE),
        post(STYLE, body=lambda o: {"brand": o["brand"], "name": "Winter", "slug": "winter"}),
    ],
    "briefs:style_pack": [get(EVERYBODY, "pack"), post(STYLE, "pack", body=pack_form)],
    "briefs:publish_style_pack": [
        post(STYLE, "pack_draft", body=lambda o: {"note": "Etching", "override": "A new medium."}),
    ],
    "briefs:import_style_pack": [get(STYLE), post(STYLE, body=pack_file)],
    "briefs:style_pack_version": [get(EVERYBODY, "pack_draft")],
    "briefs:export_style_pack": [get(EVERYBODY, "pack_draft")],
    "briefs:pins": [get(EVERYBODY, "campaign")],
    "briefs:pin_change": [get(EVERYBODY, "campaign", "pack_version")],
    "briefs:pin": [post(PINNERS, "campaign", "pack_version")],
    "briefs:unpin": [post(PINNERS, "campaign", "pack")],
    "briefs:api-style-pack-list": [api("GET", EVERYBODY, ok=200)],
    "briefs:api-style-pack-detail": [api("GET", EVERYBODY, "pack", ok=200)],
    "briefs:api-style-pack-versions": [api("GET", EVERYBODY, "pack", ok=200)],
    "briefs:api-style-pack-draft": [
        api("PUT", STYLE, "pack", ok=200, body=lambda o: {"document": o["pack_row"], "note": "As it was"}),
    ],
    "briefs:api-style-pack-publish": [api("POST", STYLE, "pack", ok=200, body=lambda o: {
        "digest": o["pack_draft_digest"], "note": "Etching", "override": "A new medium.",
    })],
    "briefs:api-style-pack-diff": [get(EVERYBODY, "pack", ok=422)],  # takes two numbers
    "briefs:api-style-pack-export": [get(EVERYBODY, "pack")],
    "briefs:rules": [get(EVERYBODY)],
    "briefs:rule_set": [get(EVERYBODY, "rules"), post(STYLE, "rules", body=lambda o: {"name": "Stricter"})],
    "briefs:copy_rules": [post(STYLE, "shared_rules", ok=409, body=lambda o: {"brand": o["brand"]})],  # it has some
    "briefs:try_rules": [get(EVERYBODY, "rules")],
    "briefs:publish_rules": [post(STYLE, "rules_draft")],
    "briefs:vocabularies": [get(EVERYBODY)],
    "briefs:new_term": [get(STYLE, "brand"), post(STYLE, "brand", body=lambda o: {"of": "mood", "label": "Windy"})],
    "briefs:import_words": [get(STYLE, "brand"), post(STYLE, "brand", body=words)],
    "briefs:export_words": [get(EVERYBODY, "brand", "=csv")],
    "briefs:term": [get(EVERYBODY, "term"), post(STYLE, "term", body=lambda o: {"label": "Dryer"})],
    "briefs:deprecate_term": [post(STYLE, "term", body=lambda o: {"successor": o["term_used"]})],
    "briefs:restore_term": [post(STYLE, "term_old")],
    "briefs:remove_term": [post(STYLE, "term_free")],
    "briefs:copy_term": [post(STYLE, "shared_term", body=lambda o: {"brand": o["brand"]})],
    "briefs:add_example": [post(STYLE, "term", body=png)],
    "briefs:drop_example": [post(STYLE, "term_used", "example")],
    "briefs:characters": [get(EVERYBODY)],
    "briefs:new_character": [
        get(STYLE, "brand"),
        post(STYLE, "brand", body=lambda o: {"name": "Ida", "slug": "ida", "role": "woman"}),
    ],
    "briefs:character": [
        get(EVERYBODY, "character"),
        post(STYLE, "character", body=lambda o: {"name": "Ingrid", "age": "sixties"}),
    ],
    "briefs:character_slots": [
        get(EVERYBODY, "character", ok=302),
        post(STYLE, "character", body=lambda o: png(o) | {"slot": "view front"}),
    ],
    "briefs:clear_character_slot": [post(STYLE, "character", body=lambda o: {"slot": "view front"})],
    "briefs:character_rights": [post(STYLE, "character", body=lambda o: {"kind": "synthetic", "disclosure": "None."})],
    "briefs:retire_character": [post(STYLE, "character")],
    "briefs:restore_character": [post(STYLE, "character_retired")],
    "briefs:publish_character": [post(STYLE, "character_draft")],
    "briefs:api-term-list": [
        api("GET", EVERYBODY, ok=200),
        api("POST", STYLE, ok=201, body=lambda o: {"brand": o["brand_slug"], "vocabulary": "mood", "label": "Windy"}),
    ],
    "briefs:api-term-detail": [
        api("GET", EVERYBODY, "term", ok=200),
        api("PATCH", STYLE, "term", ok=200, body=lambda o: {"label": "Dryer"}),
        api("DELETE", STYLE, "term", ok=204),
    ],
    "briefs:api-character-list": [
        api("GET", EVERYBODY, ok=200),
        api("POST", STYLE, ok=201, body=lambda o: {
            "brand": o["brand_slug"], "document": {"slug": "ida", "name": "Ida"},
        }),
    ],
    "briefs:api-character-detail": [
        api("GET", EVERYBODY, "character", ok=200),
        api("PATCH", STYLE, "character", ok=200, body=lambda o: {"document": {"age": "sixties"}}),
    ],
    "briefs:api-character-publish": [api("POST", STYLE, "character", ok=200)],
}  # fmt: skip
