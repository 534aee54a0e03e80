"""Addresses of this room."""

from django.urls import path

from review.views import loupe, marks, sheet

app_name = "review"

urlpatterns = [
    path("selection/", sheet.selection, name="selection"),
    path("batches/<int:pk>/sheet/", sheet.sheet, name="sheet"),
    path("decisions/", sheet.decisions, name="decisions"),
    path("candidates/<int:pk>/", loupe.loupe, name="loupe"),
    path("candidates/<int:pk>/tile/", sheet.tile, name="tile"),
    path("candidates/<int:pk>/judge/", sheet.judge, name="judge"),
    path("candidates/<int:pk>/marks/", marks.mark, name="mark"),
    path("marks/<int:pk>/reply/", marks.answer_mark, name="reply"),
    path("marks/<int:pk>/resolve/", marks.resolve_mark, name="resolve"),
    path("marks/<int:pk>/reopen/", marks.reopen_mark, name="reopen"),
]
