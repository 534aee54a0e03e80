from dam.models.asset import Asset, AssetRendition
from dam.models.component import Component, Holding, Reach
from dam.models.recall import Held, Lift, Recall

__all__ = ["Asset", "AssetRendition", "Component", "Held", "Holding", "Lift", "Reach", "Recall"]
