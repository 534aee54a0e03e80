from dam.models.asset import Asset, AssetRendition

__all__ = ["Asset", "AssetRendition"]
