"""Copies a model from the Hugging Face hub into a local folder: only where network is allowed, only safetensors.

The copy is real files, pinned to one commit, and scanned like any other folder: no registry row depends on the hub.
"""

from __future__ import annotations

import re
from pathlib import Path

from generation.engine.diffusion.scan import BadModel, ModelFolder, look

HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[\w.-]{1,96}")
COMMIT = re.compile(r"[0-9a-f]{40}")
WANTED = ["model_index.json", "*/*.json", "*/*.txt", "*/*.model", "*/*.safetensors", "README.md", "LICENSE*"]


def is_hub_id(text: str) -> bool:
    """ "owner/name", and no such folder here."""
    return bool(HUB_ID.fullmatch(text)) and ".." not in text and not Path(text).exists()


def fetch(hub_id: str, revision: str, into: Path, *, allow_network: bool = False) -> ModelFolder:
    """Copy one commit of a hub model to `into/<owner>--<name>@<commit>` and scan it. Raises BadModel."""
    if not is_hub_id(hub_id):
        raise BadModel(
            f"{hub_id!r} is not a hub id such as owner/name. Correct it, or give the path of a local folder."
        )
    if not COMMIT.fullmatch(revision):
        raise BadModel(
            f"{hub_id} is asked for at {revision!r}, which can move. Name the 40-digit commit from the model's page, "
            "so that everyone gets the same weights."
        )
    folder = into / f"{hub_id.replace('/', '--')}@{revision[:12]}"
    if folder.is_dir():
        return look(folder)
    if not allow_network:
        raise BadModel(
            f"{hub_id} is on the Hugging Face hub, and this installation makes no outbound calls. "
            f"Copy the model to {folder} by other means, or ask an admin to allow model downloads."
        )
    return _copy(hub_id, revision, folder)


def _copy(hub_id: str, revision: str, folder: Path) -> ModelFolder:
    import huggingface_hub
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OfflineModeIsEnabled

    unfinished = folder.with_name(folder.name + ".partial")  # kept after a failure: the next try goes on from there
    try:
        huggingface_hub.snapshot_download(
            hub_id, revision=revision, local_dir=unfinished, allow_patterns=WANTED, token=False
        )
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OfflineModeIsEnabled, OSError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise BadModel(
            f"{hub_id} could not be copied from the hub: {reason} Check the id, the commit and the network."
        ) from error
    look(unfinished)
    unfinished.rename(folder)
    return look(folder)
