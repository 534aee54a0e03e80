from dam.models.asset import Asset, AssetRendition
from dam.models.component import Component, Holding, Reach, Tally
from dam.models.ending import EndingNight, Forewarned
from dam.models.recall import Held, Hold, Lift, Recall, Withdrawal

__all__ = [
    "Asset", "AssetRendition", "Component", "EndingNight", "Forewarned", "Held", "Hold", "Holding", "Lift", "Reach",
    "Recall", "Tally", "Withdrawal",
]  # fmt: skip
