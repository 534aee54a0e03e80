"""ACCESS: every address of Gatefold, what it takes, and who may. An address that is not in it fails the tests.

`who` are the people of tests/cast.py whose roles at Northlight allow it; Zoe has every role at Tern, and so may do at
Tern what anybody may do at Northlight. `ok` is the status for those who may. `objects` name what the address is about
(tests/access/site.py); a name that begins with `=` is said as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from briefs.forms import PlacementForm, StylePackForm
from briefs.style.file import Packed, pack
from studio.people.notices import KINDS
from tests.access.site import CODE, Objects
from tests.cast import PASSWORD

EVERYBODY = frozenset({"ben", "dana", "bea", "leo", "ada", "zoe"})
MAKERS = frozenset({"ben", "dana", "ada", "zoe"})
DESIGN = frozenset({"dana", "ada", "zoe"})
STYLE = frozenset({"ada", "bea", "zoe"})
ADMIN = frozenset({"ada", "zoe"})
BRAND = frozenset({"bea", "zoe"})
LEGAL = frozenset({"leo", "zoe"})
INVITERS = frozenset({"dana", "bea", "ada", "zoe"})
PINNERS = frozenset({"ben", "dana", "bea", "ada", "zoe"})
FILES = frozenset({"dana", "ada", "bea", "leo", "zoe"})
STRANGER = frozenset({"anonymous"})
PUBLIC = frozenset({"anonymous", *EVERYBODY})

Body = Callable[[Objects], dict[str, Any]]


def nothing(_: Objects) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    method: str
    who: frozenset[str]
    ok: int
    objects: tuple[str, ...] = ()
    body: Body = nothing
    json: bool = False
    refused: int = 403  # for those who may not


def get(who: frozenset[str], *objects: str, ok: int = 200) -> Row:
    return Row("GET", who, ok, objects)


def post(who: frozenset[str], *objects: str, ok: int = 302, body: Body = nothing) -> Row:
    return Row("POST", who, ok, objects, body)


def api(method: str, who: frozenset[str], *objects: str, ok: int, body: Body = nothing) -> Row:
    return Row(method, who, ok, objects, body, json=True)


def placement_form(o: Objects) -> dict[str, Any]:
    fields = PlacementForm.initial_from(o["placement_row"])
    return {name: "" if value is None else value for name, value in fields.items()} | {"height": "777"}


def pack_form(o: Objects) -> dict[str, Any]:
    fields = StylePackForm.initial_from(o["pack_row"])
    return {name: "" if value is None else value for name, value in fields.items()} | {"medium": "etching"}


def template_form(_: Objects) -> dict[str, Any]:
    return {"name": "Scene", "clip": '{"positive": [{"field": "subject"}], "negative": [{"field": "must_not_show"}]}'}


def png(_: Objects) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("a.png", b"\x89PNG not read before a worker does", content_type="image/png")}


def csv_file(_: Objects) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("briefs.csv", b"title\nBy the dozen\n", content_type="text/csv")}


def results(o: Objects) -> dict[str, Any]:
    rows = f"code,impressions,clicks\n{o['variant_code']},1000,10\n".encode()
    return {"file": SimpleUploadedFile("results.csv", rows, content_type="text/csv")}


def pack_file(o: Objects) -> dict[str, Any]:
    document = {**o["pack_row"], "slug": "imported", "name": "Imported"}
    return {"brand": o["brand"], "file": SimpleUploadedFile("a.zip", pack(Packed(document, {})))}


def words(_: Objects) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("words.csv", b"vocabulary,label\nmood,Windy\n", content_type="text/csv")}


def a_scene(_: Objects) -> dict[str, Any]:
    return {"scene": '{"schema": "gatefold.scene/2"}'}


def a_set(o: Objects) -> dict[str, Any]:
    axes = {"locales": "", "hooks": "", "placements": ["stamp", "strip"]}
    return axes | {"model": o["model_pk"], "count": 1, "cap": 1}


def a_set_by_program(o: Objects) -> dict[str, Any]:
    return {"revision": o["revision"], "model": o["model"], "count": 1}


def licence_form(_: Objects) -> dict[str, Any]:
    return {"licence_id": "Apache-2.0", "read_on": "2026-10-01", "use_classes": ["internal"]}


def try_out(_: Objects) -> dict[str, Any]:
    return {"words": "A bottle", "width": "64", "height": "64", "seed": "7"}


def model_form(o: Objects) -> dict[str, Any]:
    licence = {"licence_id": "Apache-2.0", "read_on": "2026-10-01", "use_classes": ["internal"]}
    return {"brand": o["brand"], "kind": "lora", "name": "A new one", "source": "/srv/models/new"} | licence


def service_form(o: Objects) -> dict[str, Any]:
    said = {"family": "openai-images", "name": "A new service", "base": "http://127.0.0.1:9/v1", "model": "m"}
    told = {"dialect": "t5", "sizes": "64x64", "answers": "output_format", "cost": "0.04", "policy": "All."}
    return {"brand": o["brand"]} | said | told | licence_form(o)


def decided(o: Objects) -> dict[str, Any]:
    return {"password": PASSWORD, "seen": o["seen"], "accepted": o["accepted"]}


def decisions(o: Objects) -> Any:
    once = "7c0f0b55-3a1c-4c8c-9c5c-000000000001"
    return [{"id": once, "candidate": o["candidate"], "verb": "pick"}]


def a_duel(o: Objects) -> Any:
    once = "7c0f0b55-3a1c-4c8c-9c5c-000000000002"
    return {"duels": [{"id": once, "left": o["candidate"], "right": o["second"], "winner": o["second"]}]}


ACCESS: dict[str, list[Row]] = {
    # --- The house ------------------------------------------------------------------------------------------------
    "live": [get(PUBLIC)],
    "ready": [get(PUBLIC)],
    "events": [get(EVERYBODY)],
    "home:home": [get(EVERYBODY)],
    "home:brand": [post(EVERYBODY, body=lambda o: {"brand": o["brand"]})],
    "home:search": [get(EVERYBODY)],
    "home:prompts": [get(EVERYBODY)],
    "home:campaigns": [get(EVERYBODY)],
    "home:campaign": [get(EVERYBODY, "campaign")],
    "home:plan_campaign": [post(MAKERS, "campaign", body=lambda o: {"due": "2027-01-11", "budget": "100"})],
    "home:board": [get(EVERYBODY, "campaign")],
    "home:insight": [get(EVERYBODY)],
    "home:insight_campaign": [get(EVERYBODY, "campaign")],
    "home:insight_csv": [get(EVERYBODY, "=ratio"), get(EVERYBODY, "=campaigns")],
    "home:checks": [get(EVERYBODY)],
    "home:admin": [get(STYLE, ok=302)],
    "home:machines": [get(EVERYBODY)],
    # --- People ---------------------------------------------------------------------------------------------------
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
    # --- Briefs ---------------------------------------------------------------------------------------------------
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
    # --- The catalogue: everybody may read what their briefs are held to -------------------------------------------
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
    # --- Generation -----------------------------------------------------------------------------------------------
    "generation:goldens": [get(EVERYBODY, "pack_draft")],
    "generation:render_goldens": [post(STYLE, "pack_draft")],
    "generation:golden_picture": [get(EVERYBODY, "golden")],
    "generation:batches": [get(EVERYBODY)],
    "generation:progress": [get(EVERYBODY, "batch")],
    "generation:live": [get(EVERYBODY, "batch")],
    "generation:batches_live": [get(EVERYBODY)],
    "generation:live_preview": [get(EVERYBODY, "candidate_live", "=3")],
    "generation:pause": [post(MAKERS, "batch_waiting")],
    "generation:resume": [post(MAKERS, "batch_paused")],
    "generation:hold": [post(ADMIN, body=lambda o: {"what": f"brand:{o['brand']}", "why": "New driver."})],
    "generation:lift": [post(ADMIN, "hold")],
    "generation:worker": [post(ADMIN, "a_worker", body=lambda o: {"wanted": "pause"})],
    "generation:share": [post(ADMIN, "brand", body=lambda o: {"weight": "2", "most_running": ""})],
    "generation:cancel": [post(MAKERS, "batch_waiting")],
    "generation:retry": [post(MAKERS, "batch_failed")],
    "generation:order": [
        get(EVERYBODY, "ordered_brief"),
        post(MAKERS, "ordered_brief", body=lambda o: {"model": o["model_pk"], "count": 2}),
    ],
    "generation:preview": [get(EVERYBODY, "candidate")],
    "generation:size": [get(EVERYBODY, "candidate", "candidate_size", "=webp")],
    "generation:picture": [get(EVERYBODY, "candidate")],
    "generation:pass": [get(EVERYBODY, "candidate", "=depth")],
    "generation:set_plan": [
        get(EVERYBODY, "ordered_brief"),
        post(MAKERS, "ordered_brief", body=a_set),
    ],
    "generation:set": [get(EVERYBODY, "planned_set")],
    "generation:cancel_set": [post(MAKERS, "planned_set")],
    "generation:api-set-list": [api("POST", MAKERS, ok=201, body=lambda o: a_set_by_program(o) | {"cap": 1})],
    "generation:api-set-plan": [api("POST", EVERYBODY, ok=200, body=a_set_by_program)],
    "generation:api-set-detail": [api("GET", EVERYBODY, "planned_set", ok=200)],
    "generation:promote": [
        get(EVERYBODY, "candidate"),
        post(DESIGN, "picked", body=lambda o: {"tier": "validation", "model": o["model_pk"]}),
    ],
    "generation:scene": [get(EVERYBODY, "candidate"), post(MAKERS, "candidate", ok=409, body=a_scene)],
    "generation:recipe": [get(EVERYBODY, "recipe")],
    "generation:replay": [post(EVERYBODY, "recipe")],
    "generation:money": [get(ADMIN)],
    "generation:add_card": [post(ADMIN, body=lambda o: {"per": "call", "price": "0.04", "since": "2099-01-01"})],
    "generation:withdraw_card": [post(ADMIN, "rate_card_later")],
    "generation:set_budget": [post(ADMIN, "brand", body=lambda o: {
        f"b{o['brand']}-budget": "100", f"b{o['brand']}-warn_percent": "80",
    })],
    "generation:models": [get(EVERYBODY)],
    "generation:add_service": [get(ADMIN), post(ADMIN, body=service_form)],
    "generation:try_service": [post(ADMIN, "service")],
    "generation:add_model": [get(ADMIN), post(ADMIN, body=model_form)],
    "generation:model": [get(EVERYBODY, "model")],
    "generation:scan_model": [post(ADMIN, "model_refused")],
    "generation:deprecate_model": [post(ADMIN, "model")],
    "generation:restore_model": [post(ADMIN, "model_old")],
    "generation:model_licence": [get(ADMIN, "model"), post(ADMIN, "model", body=licence_form)],
    "generation:licence_text": [get(EVERYBODY, "model_texted")],
    "generation:model_settings": [
        get(ADMIN, "model_texted"),
        post(ADMIN, "model_texted", body=lambda o: {"steps-export": "9"}),
    ],
    "generation:try_model": [get(EVERYBODY, "model"), post(MAKERS, "model", body=try_out)],
    "generation:try_out_preview": [get(EVERYBODY, "try_out")],
    "generation:try_out_picture": [get(EVERYBODY, "try_out")],
    "generation:try_out_recipe": [get(EVERYBODY, "try_out")],
    "generation:trainings": [get(EVERYBODY)],
    "generation:training": [get(EVERYBODY, "training")],
    "generation:cancel_training": [post(DESIGN, "training")],
    "generation:retry_training": [post(DESIGN, "training_failed")],
    "generation:api-model-list": [api("GET", EVERYBODY, ok=200)],
    "generation:api-model-detail": [api("GET", EVERYBODY, "model", ok=200)],
    # --- Review ---------------------------------------------------------------------------------------------------
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
    "review:sign_off_list": [get(EVERYBODY)],
    "review:sign_off": [get(EVERYBODY, "finish_asked")],
    "review:decide": [
        post(BRAND, "finish_asked", "=brand", body=decided),
        post(LEGAL, "finish_asked", "=legal", body=decided),
        post(BRAND, "finish_asked", "=brand", body=lambda o: {"do": "send-back", "note": "Warmer."}),
    ],
    # --- The library ----------------------------------------------------------------------------------------------
    "dam:library": [get(EVERYBODY)],
    "dam:asset": [get(EVERYBODY, "asset")],
    "dam:affected": [get(EVERYBODY, "placement")],
    "dam:train": [
        get(DESIGN, "brand"),
        post(DESIGN, "brand", ok=422, body=lambda o: {"asset": o["asset"]}),  # one picture is too few
    ],
    "dam:replay": [post(EVERYBODY, "asset")],
    "dam:replays": [get(EVERYBODY, "asset")],
    "dam:preview": [get(EVERYBODY, "asset")],
    "dam:master": [get(EVERYBODY, "asset")],
    "dam:download": [get(EVERYBODY, "asset", "asset_file")],
    "dam:archive": [get(EVERYBODY, "asset")],
}  # fmt: skip


def sent(row: Row, o: Objects) -> dict[str, Any]:
    """What the test client is given for this row."""
    body = row.body(o)
    if row.method == "GET":
        return {}
    return {"data": json.dumps(body), "content_type": "application/json"} if row.json else {"data": body}
