"""Addresses of this room."""

from django.urls import path

from review.views import blind, copy_block, finishing, loupe, marks, ranking, reasons, sets, sheet, sign_off, variants

app_name = "review"

urlpatterns = [
    path("selection/", sheet.selection, name="selection"),
    path("batches/<int:pk>/sheet/", sheet.sheet, name="sheet"),
    path("batches/<int:pk>/tiles/", sheet.tiles, name="tiles"),
    path("batches/<int:pk>/blind/", blind.blind, name="blind"),
    path("decisions/", sheet.decisions, name="decisions"),
    path("candidates/<int:pk>/", loupe.loupe, name="loupe"),
    path("candidates/<int:pk>/tile/", sheet.tile, name="tile"),
    path("candidates/<int:pk>/copy/<slug:placement>/", copy_block.copy_block, name="copy_block"),
    path("fonts/<slug:digest>.font", copy_block.font, name="font"),
    path("candidates/<int:pk>/judge/", sheet.judge, name="judge"),
    path("candidates/<int:pk>/marks/", marks.mark, name="mark"),
    path("marks/<int:pk>/reply/", marks.answer_mark, name="reply"),
    path("marks/<int:pk>/resolve/", marks.resolve_mark, name="resolve"),
    path("marks/<int:pk>/reopen/", marks.reopen_mark, name="reopen"),
    path("admin/reasons/", reasons.reasons, name="reasons"),
    path("admin/reasons/<int:brand_pk>/own/", reasons.begin, name="own_reasons"),
    path("admin/reasons/<int:brand_pk>/add/", reasons.add, name="add_reason"),
    path("admin/reasons/reason/<int:pk>/", reasons.change, name="reason"),
    path("finishing/", finishing.finishing, name="finishing"),
    path("candidates/<int:pk>/finish/", finishing.order, name="finish_order"),
    path("finishes/<int:pk>/", finishing.page, name="finish"),
    path("finishes/<int:pk>/master.png", finishing.master_preview, name="master"),
    path("finishes/<int:pk>/ask/", finishing.ask_for_sign_off, name="ask"),
    path("renditions/<int:pk>/preview.webp", finishing.rendition_preview, name="rendition_preview"),
    path("renditions/<int:pk>/file/", sign_off.rendition_file, name="rendition_file"),
    path("sets/<int:pk>/files/", sets.set_files, name="set_files"),
    path("ranking/", ranking.first, name="ranking_first"),
    path("ranking/<slug:slug>/", ranking.ranking, name="ranking"),
    path("ranking/<slug:slug>/switch/", ranking.turn, name="ranking_switch"),
    path("sign-off/", sign_off.sign_off_list, name="sign_off_list"),
    path("finishes/<int:pk>/sign-off/", sign_off.sign_off, name="sign_off"),
    path("finishes/<int:pk>/sign-off/<slug:kind>/", sign_off.decide, name="decide"),
    path("briefs/<int:pk>/variants/", variants.variant_sets, name="variant_sets"),
    path("briefs/<int:pk>/variants/new/", variants.new_variant_set, name="new_variant_set"),
    path("variants/<int:pk>/", variants.variant_set, name="variant_set"),
    path("variants/<int:pk>/change/", variants.change_variant_set, name="change_variant_set"),
    path("variants/<int:pk>/results/", variants.bring_results, name="bring_results"),
    path("variants/<int:pk>/list.csv", variants.export_list, name="variant_list"),
    path("variants/<int:pk>/files.zip", variants.export_files, name="variant_files"),
    path("candidates/<int:pk>/variants/", variants.variants_of, name="variants_of"),
]
