"""Addresses of this room."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from briefs.api.briefs import BriefViewSet
from briefs.api.characters import CharacterViewSet
from briefs.api.imports import ImportViewSet
from briefs.api.placements import PlacementViewSet
from briefs.api.prompts import CompileView, RevisionPromptView
from briefs.api.rules import BriefReadiness, DraftReadiness
from briefs.api.style_packs import StylePackViewSet
from briefs.api.terms import TermViewSet
from briefs.views import (
    brief,
    characters,
    comments,
    compare,
    exchange,
    pictures,
    pins,
    placements,
    prompt_templates,
    reference,
    rules,
    style_packs,
    style_versions,
    templates,
    vocabularies,
)

app_name = "briefs"

api = SimpleRouter()
api.register("briefs", BriefViewSet, basename="api-brief")
api.register("terms", TermViewSet, basename="api-term")
api.register("characters", CharacterViewSet, basename="api-character")
api.register("style-packs", StylePackViewSet, basename="api-style-pack")
api.register("imports", ImportViewSet, basename="api-import")
api.register("placements", PlacementViewSet, basename="api-placement")

urlpatterns = [
    path("api/briefs/<int:pk>/readiness/", BriefReadiness.as_view(), name="api-brief-readiness"),
    path("api/compile/", CompileView.as_view(), name="api-compile"),
    path("api/revisions/<int:pk>/prompt/", RevisionPromptView.as_view(), name="api-revision-prompt"),
    path("api/readiness/", DraftReadiness.as_view(), name="api-readiness"),
    path("api/", include(api.urls)),
    path("briefs/", brief.briefs, name="list"),
    path("briefs/new/", templates.new, name="new"),
    path("briefs/<int:pk>/", brief.edit, name="edit"),
    path("briefs/<int:pk>/save/", brief.save, name="save"),
    path("briefs/<int:pk>/submit/", brief.send, name="submit"),
    path("briefs/<int:pk>/close/", brief.turn, {"verb": "close"}, name="close"),
    path("briefs/<int:pk>/reopen/", brief.turn, {"verb": "reopen"}, name="reopen"),
    path("briefs/<int:pk>/changes/", compare.since, name="changes"),
    path("briefs/<int:pk>/compare/", compare.compare, name="compare"),
    path("briefs/<int:pk>/copy/", templates.copy, name="copy"),
    path("briefs/<int:pk>/template/", templates.save_template, name="save_template"),
    path("briefs/<int:pk>/comments/", comments.comments, name="comments"),
    path("briefs/<int:pk>/comments/add/", comments.add, name="comment"),
    path("briefs/comments/<int:pk>/answer/", comments.act, {"verb": "answer"}, name="answer_comment"),
    path("briefs/comments/<int:pk>/resolve/", comments.act, {"verb": "resolve"}, name="resolve_comment"),
    path("briefs/comments/<int:pk>/reopen/", comments.act, {"verb": "reopen"}, name="reopen_comment"),
    path("briefs/templates/", templates.templates, name="templates"),
    path("briefs/templates/<int:pk>/retire/", templates.turn_template, {"verb": "retire"}, name="retire_template"),
    path("briefs/templates/<int:pk>/restore/", templates.turn_template, {"verb": "restore"}, name="restore_template"),
    path("briefs/<int:pk>/references/", reference.references, name="references"),
    path("briefs/<int:pk>/references/add/", reference.add, name="add_reference"),
    path("briefs/<int:pk>/references/order/", reference.order, name="order_references"),
    path("references/<int:pk>/describe/", reference.describe, name="describe_reference"),
    path("references/<int:pk>/rights/", reference.rights, name="reference_rights"),
    path("references/<int:pk>/remove/", reference.remove, name="remove_reference"),
    path("references/<int:pk>/picture/", reference.picture, name="reference_picture"),
    path("pictures/<int:pk>/", pictures.picture, name="picture"),
    path("campaigns/<int:pk>/import/", exchange.bring, name="import_briefs"),
    path("campaigns/<int:pk>/briefs.<str:form>", exchange.take_all_out, name="export_all"),
    path("imports/<int:pk>/", exchange.dry_run, name="import"),
    path("imports/<int:pk>/carry-out/", exchange.bring_in, name="carry_out"),
    path("briefs/<int:pk>/export.json", exchange.take_out, name="export"),
    path("api/brief.schema.json", exchange.brief_schema, name="schema"),
    path("revisions/<int:pk>/", compare.revision, name="revision"),
    path("admin/placements/", placements.placements, name="placements"),
    path("admin/placements/drawing/", placements.draw_placement, name="draw_placement"),
    path("admin/placements/<int:pk>/", placements.placement, name="placement"),
    path("admin/placements/new/<int:brand_pk>/", placements.new_placement, name="new_placement"),
    path("admin/placements/<int:pk>/copy/", placements.placement_act, {"verb": "copy"}, name="copy_placement"),
    path("admin/placements/<int:pk>/retire/", placements.placement_act, {"verb": "retire"}, name="retire_placement"),
    path("admin/placements/<int:pk>/restore/", placements.placement_act, {"verb": "restore"}, name="restore_placement"),
    path("admin/placements/versions/<int:pk>/publish/", placements.publish_placement, name="publish_placement"),
    path("admin/vocabularies/", vocabularies.vocabularies, name="vocabularies"),
    path("admin/vocabularies/<int:brand_pk>/new/", vocabularies.new_term, name="new_term"),
    path("admin/vocabularies/<int:brand_pk>/import/", vocabularies.import_words, name="import_words"),
    path("admin/vocabularies/<int:brand_pk>/export/<slug:kind>/", vocabularies.export, name="export_words"),
    path("admin/vocabularies/terms/<int:pk>/", vocabularies.term, name="term"),
    path(
        "admin/vocabularies/terms/<int:pk>/deprecate/",
        vocabularies.term_act,
        {"verb": "deprecate"},
        name="deprecate_term",
    ),
    path("admin/vocabularies/terms/<int:pk>/restore/", vocabularies.term_act, {"verb": "restore"}, name="restore_term"),
    path("admin/vocabularies/terms/<int:pk>/remove/", vocabularies.term_act, {"verb": "remove"}, name="remove_term"),
    path("admin/vocabularies/terms/<int:pk>/copy/", vocabularies.term_act, {"verb": "copy"}, name="copy_term"),
    path("admin/vocabularies/terms/<int:pk>/examples/", vocabularies.example, name="add_example"),
    path(
        "admin/vocabularies/terms/<int:pk>/examples/<int:picture_pk>/", vocabularies.drop_example, name="drop_example"
    ),
    path("admin/characters/", characters.characters, name="characters"),
    path("admin/characters/new/<int:brand_pk>/", characters.new_character, name="new_character"),
    path("admin/characters/<int:pk>/", characters.character, name="character"),
    path("admin/characters/<int:pk>/slots/", characters.slots, name="character_slots"),
    path("admin/characters/<int:pk>/slots/clear/", characters.clear, name="clear_character_slot"),
    path("admin/characters/<int:pk>/rights/", characters.rights, name="character_rights"),
    path("admin/characters/<int:pk>/retire/", characters.character_act, {"verb": "retire"}, name="retire_character"),
    path("admin/characters/<int:pk>/restore/", characters.character_act, {"verb": "restore"}, name="restore_character"),
    path("admin/characters/versions/<int:pk>/publish/", characters.publish_character, name="publish_character"),
    path("admin/prompt-templates/", prompt_templates.prompt_templates, name="prompt_templates"),
    path("admin/prompt-templates/new/", prompt_templates.new_prompt_template, name="new_prompt_template"),
    path("admin/prompt-templates/<int:pk>/", prompt_templates.prompt_template, name="prompt_template"),
    path("admin/prompt-templates/<int:pk>/copy/", prompt_templates.copy, name="copy_prompt_template"),
    path("admin/prompt-templates/<int:pk>/try/", prompt_templates.try_prompt_template, name="try_prompt_template"),
    path("admin/prompt-templates/versions/<int:pk>/", prompt_templates.version, name="prompt_template_version"),
    path(
        "admin/prompt-templates/versions/<int:pk>/publish/",
        prompt_templates.publish_prompt_template,
        name="publish_prompt_template",
    ),
    path("admin/style-packs/", style_packs.style_packs, name="style_packs"),
    path("admin/style-packs/new/", style_packs.new_style_pack, name="new_style_pack"),
    path("admin/style-packs/import/", style_versions.take_in, name="import_style_pack"),
    path("admin/style-packs/<int:pk>/", style_packs.style_pack, name="style_pack"),
    path("admin/style-packs/versions/<int:pk>/publish/", style_versions.publish, name="publish_style_pack"),
    path("style-pack-versions/<int:pk>/", style_versions.style_pack_version, name="style_pack_version"),
    path("style-pack-versions/<int:pk>/file/", style_versions.export, name="export_style_pack"),
    path("campaigns/<int:pk>/style/", pins.pins, name="pins"),
    path("campaigns/<int:pk>/style/<int:version_pk>/", pins.pin_change, name="pin_change"),
    path("campaigns/<int:pk>/style/<int:version_pk>/pin/", pins.pin, name="pin"),
    path("campaigns/<int:pk>/style/<int:pack_pk>/unpin/", pins.release, name="unpin"),
    path("admin/readiness/", rules.rule_sets, name="rules"),
    path("admin/readiness/<int:pk>/", rules.rule_set, name="rule_set"),
    path("admin/readiness/<int:pk>/copy/", rules.copy, name="copy_rules"),
    path("admin/readiness/<int:pk>/try/", rules.try_rules, name="try_rules"),
    path("admin/readiness/versions/<int:pk>/publish/", rules.publish_rules, name="publish_rules"),
]
