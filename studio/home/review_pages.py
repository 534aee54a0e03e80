"""The pages of the review room that `manage.py shots` photographs, and how its guest comes in."""

from __future__ import annotations

from typing import Any, Final

from generation.models import Batch, Candidate
from review.actions.live import begin_live
from review.models import BlindRound, VariantSet
from studio.home import letterbox
from studio.home.showcase import SLUG
from studio.home.showcase_floor import TITLE as FLOOR
from studio.home.showcase_review import CODE, GUEST
from studio.people.models import User

OUTSIDE: Final = "a guest"  # who looks at the pages behind the link
LINK: Final = r"/guest/by/([\w-]{43})/"
MAIL: Final = "mail:"  # instead of a path: the newest mail with a page to this address


def pages_of_the_review() -> dict[str, tuple[str, str]]:
    """name -> (who looks, path), from what showcase_review has made."""
    batch = Batch.objects.filter(revision__brief__campaign__slug=SLUG).order_by("pk")[0]
    rows = list(batch.candidates.order_by("position"))
    blind = BlindRound.objects.select_related("batch").latest("pk").batch
    unseen = Candidate.objects.filter(batch=blind).order_by("-position")[0]
    brief = batch.revision.brief_id
    ran, waits = VariantSet.objects.filter(brief=brief).order_by("number")
    called = Batch.objects.get(revision__brief__title=FLOOR, search__isnull=False)
    begin_live(called, by=User.objects.get(username="dana"))
    token = letterbox.read(GUEST[1], LINK)
    return {
        "sheet-team": ("dana", f"/batches/{batch.pk}/sheet/?team=on"),
        "sheet-stacked": ("dana", f"/batches/{batch.pk}/sheet/?stacked=on"),
        "sheet-blind": ("dana", f"/batches/{blind.pk}/sheet/?team=on"),
        "sheet-live": ("dana", f"/batches/{called.pk}/sheet/"),
        "loupe-live": ("dana", f"/candidates/{called.candidates.order_by('position')[0].pk}/"),
        "loupe-blind": ("dana", f"/candidates/{unseen.pk}/"),
        "duel": ("dana", f"/batches/{batch.pk}/duel/"),
        "duel-order": ("dana", f"/batches/{batch.pk}/duel/order/"),
        "variants": ("ben", f"/briefs/{brief}/variants/"),
        "variants-new": ("ben", f"/briefs/{brief}/variants/new/"),
        "variants-ran": ("ben", f"/variants/{ran.pk}/"),
        "variants-wait": ("ben", f"/variants/{waits.pk}/"),
        "ranking": ("dana", f"/ranking/{batch.brand.slug}/"),
        "reasons": ("bea", "/admin/reasons/"),
        "notices": ("dana", "/notices/"),
        "notice-settings": ("ben", "/notices/settings/"),
        "notice-mail": ("", f"{MAIL}ben@gatefold.example"),
        "guests": ("dana", f"/batches/{batch.pk}/guests/"),
        "guest-door": ("", f"/guest/by/{token}/"),
        "guest-code": ("", f"/guest/by/{token}/?asked"),
        "guest-room": (OUTSIDE, "/guest/"),
        "guest-picture": (OUTSIDE, f"/guest/{rows[0].pk}/"),
    }


def let_in(browser: Any, address: str) -> Any:
    """The guest's browser after link and code, to be used for every size and theme: three codes are mailed an hour."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/guest/by/{letterbox.read(GUEST[1], LINK)}/")
    before = sum(1 for _ in letterbox.mails(GUEST[1]))
    page.get_by_role("button", name="Mail me the code").click()
    page.get_by_label("Code").fill(letterbox.read(GUEST[1], CODE, more_than=before))
    page.get_by_role("button", name="Look at the pictures").click()
    page.get_by_role("heading", level=1).wait_for()
    state = context.storage_state()
    context.close()
    return state


def mailed_page(to: str) -> str:
    """The HTML of the newest mail to this address that has any."""
    for mail in letterbox.mails(to):
        body = mail.get_body(("html",))
        if body is not None:
            return str(body.get_content())
    raise FileNotFoundError(f"No mail with a page was sent to {to}. Seed the showcase again.")
