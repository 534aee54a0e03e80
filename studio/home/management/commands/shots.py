from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from briefs.models import Brief, BriefImport, Campaign, StylePackVersion
from dam.models import Asset
from generation.models import Batch, PlannedSet
from review.models import Finish, Gate
from studio.home import seeds
from studio.home.line import Line, Row
from studio.home.management.commands.demo import table_row, workers
from studio.home.proof_pages import pages_of_the_proof
from studio.home.review_pages import MAIL, OUTSIDE, let_in, mailed_page, pages_of_the_review
from studio.home.showcase import everybody, show
from studio.home.showcase_briefs import FUZZY, show_briefs
from studio.home.showcase_floor import TITLE as FLOOR
from studio.home.showcase_floor import show_floor
from studio.home.showcase_proof import show_proof
from studio.home.showcase_review import show_review
from studio.home.upkeep import bring_up_to_date, collect_static

SIZES = {"wide": (1440, 900), "phone": (390, 844)}
THEMES = ("light", "dark")
IN_DOCS = {  # what README and docs show
    "sheet-dark", "brief-light", "goldens-light", "set-light", "loupe-dark", "sign-off-light", "asset-light",
    "home-light", "finish-light", "machines-light", "insight-light",
}  # fmt: skip


class Command(BaseCommand):
    help = (
        "Photographs every page in Chromium, light and dark, wide and on a phone; the README's go to docs/screenshots."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", default="", help="names that contain this, or one of these,with,commas")

    def handle(self, *args: Any, **options: Any) -> None:
        chromium = next(
            (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
        )
        if chromium is None:
            raise CommandError("There is no Chromium here to look with. Install the package `chromium`.")
        bring_up_to_date(self.stdout.write)
        seeds.seed()
        with workers():
            show_briefs()
            show(seeds.PASSWORD, self.tell)
            line = Line(everybody(), seeds.PASSWORD, told=self.tell)
            show_floor(line)
            show_review(line)
            show_proof()
            folder = settings.VAR_DIR / "shots"
            folder.mkdir(parents=True, exist_ok=True)
            collect_static()
            with site() as address:  # while the workers are on: the machines are a page too
                for name in photographs(address, chromium, folder, options["only"]):
                    self.stdout.write(name)
        docs = settings.BASE_DIR / "docs" / "screenshots"
        docs.mkdir(parents=True, exist_ok=True)
        for name in IN_DOCS:
            if (shot := folder / f"{name}.jpg").exists():
                shutil.copy(shot, docs / shot.name)

    def tell(self, row: Row) -> None:
        self.stdout.write(table_row(row))


def pages() -> dict[str, tuple[str, str]]:
    """name -> (who looks, path), from what the showcase has made."""
    batch = Batch.objects.filter(revision__brief__campaign__slug="showcase").order_by("pk")[0]
    asset = Asset.objects.filter(campaign__slug="showcase").order_by("pk")[0]
    waiting = Gate.objects.filter(kind="legal", state="waiting", finish__candidate__batch=batch)[0]
    back = Finish.objects.filter(state="sent back", candidate__batch=batch).first() or waiting.finish
    candidates = list(batch.candidates.order_by("position"))
    brief = batch.revision.brief_id
    return {
        "sign-in": ("", "/sign-in/"),
        "home": ("dana", "/"),
        "briefs": ("ben", "/briefs/"),
        "brief": ("ben", f"/briefs/{brief}/"),
        "revision": ("ben", f"/revisions/{batch.revision_id}/"),
        "prompts": ("ben", "/prompts/"),
        "batches": ("ben", "/batches/"),
        "selection": ("dana", "/selection/"),
        "sheet": ("dana", f"/batches/{batch.pk}/sheet/"),
        "loupe": ("dana", f"/candidates/{candidates[3].pk}/"),
        "loupe-two": ("dana", f"/candidates/{candidates[0].pk}/?up=2"),
        "scene": ("dana", f"/candidates/{candidates[3].pk}/scene/"),
        "finishing": ("dana", "/finishing/"),
        "finish": ("dana", f"/finishes/{back.pk}/"),
        "checks": ("dana", "/checks/"),
        "sign-offs": ("leo", "/sign-off/"),
        "sign-off": ("leo", f"/finishes/{waiting.finish_id}/sign-off/"),
        "library": ("ben", "/library/"),
        "asset": ("ben", f"/library/{asset.pk}/"),
        "models": ("ada", "/admin/models/"),
        "model": ("ada", "/admin/models/previz/"),
        "placements": ("ada", "/admin/placements/"),
        "style-packs": ("ada", "/admin/style-packs/"),
        "people": ("ada", "/admin/people/"),
        "machines": ("ada", "/admin/machines/"),
        "nowhere": ("ben", "/nowhere/"),
    } | pages_of_briefs() | pages_of_the_floor() | pages_of_the_review() | pages_of_the_proof()  # fmt: skip


def pages_of_briefs() -> dict[str, tuple[str, str]]:
    """The brief's station and what it draws on, from what showcase_briefs has made."""
    fuzzy = Brief.objects.get(title=FUZZY["title"])
    talked = Brief.objects.filter(comments__isnull=False).order_by("pk")[0]
    always = Campaign.objects.get(brand__slug="tern", slug="always-on")
    first, last = BriefImport.objects.filter(campaign=always).order_by("pk")
    draft = StylePackVersion.objects.get(pack__slug="tern", published_at=None)
    planned = PlannedSet.objects.filter(brand=always.brand).latest("pk")
    launch = Campaign.objects.get(slug="showcase")
    return {
        "brief-fuzzy": ("ben", f"/briefs/{fuzzy.pk}/"),
        "brief-talk": ("ben", f"/briefs/{talked.pk}/"),
        "brief-new": ("ben", "/briefs/new/"),
        "compare": ("ben", f"/briefs/{planned.revision.brief_id}/compare/?a=1&b=draft"),
        "campaigns": ("ben", "/campaigns/"),
        "campaign": ("ben", f"/campaigns/{always.pk}/"),
        "board": ("bea", f"/campaigns/{launch.pk}/board/"),
        "pins": ("bea", f"/campaigns/{always.pk}/style/"),
        "import": ("ben", f"/campaigns/{always.pk}/import/"),
        "import-done": ("ben", f"/imports/{first.pk}/"),
        "import-judged": ("ben", f"/imports/{last.pk}/"),
        "style-pack": ("bea", f"/admin/style-packs/{draft.pack_id}/"),
        "style-pack-diff": ("bea", f"/style-pack-versions/{draft.pk}/"),
        "goldens": ("bea", f"/style-pack-versions/{draft.pk}/goldens/"),
        "vocabularies": ("bea", "/admin/vocabularies/"),
        "characters": ("ada", "/admin/characters/"),
        "readiness-rules": ("bea", "/admin/readiness/"),
        "prompt-templates": ("ada", "/admin/prompt-templates/"),
        "set-plan": ("ben", f"/briefs/{planned.revision.brief_id}/set/"),
        "set": ("ben", f"/sets/{planned.pk}/"),
    }


def pages_of_the_floor() -> dict[str, tuple[str, str]]:
    """Machines, models and money, what was searched for and what went up a tier, from what showcase_floor has made."""
    sought = Batch.objects.get(revision__brief__title=FLOOR, search__isnull=False)
    promoted = Batch.objects.get(revision__brief__title=FLOOR, promoted_from__isnull=False)
    return {
        "sheet-search": ("dana", f"/batches/{sought.pk}/sheet/"),
        "loupe-tiers": ("dana", f"/candidates/{promoted.promoted_from_id}/?up=tiers"),
        "promote": ("dana", f"/candidates/{promoted.promoted_from_id}/promote/"),
        "model-add": ("ada", "/admin/models/add/"),
        "model-service": ("ada", "/admin/models/services/add/"),
        "try-out": ("ada", "/admin/models/previz/try/"),
        "trainings": ("ada", "/trainings/"),
        "money": ("ada", "/admin/money/"),
        "insight": ("ben", "/insight/"),
        "insight-campaign": ("ben", f"/insight/campaigns/{sought.revision.brief.campaign_id}/"),
    }


def photographs(address: str, chromium: str, folder: Path, only: str) -> Iterator[str]:
    from playwright.sync_api import sync_playwright

    todo = {name: page for name, page in pages().items() if any(part in name for part in only.split(","))}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        guest = let_in(browser, address) if any(who == OUTSIDE for who, _ in todo.values()) else None
        for theme in THEMES:
            for size, (width, height) in SIZES.items():
                contexts: dict[str, Any] = {}
                for name, (who, path) in todo.items():
                    if who not in contexts:
                        contexts[who] = signed_in(browser, address, who, theme, width, height, guest)
                    page = contexts[who].new_page()
                    if path.startswith(MAIL):
                        page.set_content(mailed_page(path.removeprefix(MAIL)))
                    else:
                        page.goto(f"{address}{path}")
                    page.wait_for_timeout(700)  # fragments that load by themselves
                    shot = f"{name}-{theme}" + ("" if size == "wide" else f"-{size}")
                    page.screenshot(path=folder / f"{shot}.jpg", type="jpeg", quality=82)
                    page.close()
                    yield shot
                for context in contexts.values():
                    context.close()
        browser.close()


def signed_in(browser: Any, address: str, who: str, theme: str, width: int, height: int, guest: Any) -> Any:
    seen = {"storage_state": guest} if who == OUTSIDE else {}
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme, **seen)
    context.add_cookies([{"name": "theme", "value": theme, "url": address}])
    if who and who != OUTSIDE:
        page = context.new_page()
        page.goto(f"{address}/sign-in/")
        page.get_by_label("User name or email").fill(who)
        page.get_by_label("Password").fill(seeds.PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_load_state()
        page.close()
    return context


@contextmanager
def site() -> Iterator[str]:
    """The web process on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "studio.asgi:application",
        "--port",
        str(port),
        "--log-level",
        "warning",
    ]
    process = subprocess.Popen([*command, "--lifespan", "off"], cwd=settings.BASE_DIR)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=1)  # noqa: S310 - our own address
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(15)
