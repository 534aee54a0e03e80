from dam.views.affected import affected
from dam.views.asset import asset, replay, replays
from dam.views.ending import ending
from dam.views.explain import explain
from dam.views.files import archive, download, master, preview
from dam.views.library import library
from dam.views.recall import drill, lift, quarantine, recall, recall_list
from dam.views.train import train

__all__ = [
    "affected", "archive", "asset", "download", "drill", "ending", "explain", "library", "lift", "master", "preview",
    "quarantine", "recall", "recall_list", "replay", "replays", "train",
]  # fmt: skip
