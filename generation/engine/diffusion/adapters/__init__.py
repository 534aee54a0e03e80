"""What a pipeline wears for one picture: LoRAs, ControlNets, reference pictures.

`scan.look_at` says what a file is before it is registered; `wanted.Wanted` is what a recipe's step asks for; `dressed`
puts it on a warm pipeline, and takes off what another recipe had asked for. No torch is imported until something is.
"""

from generation.engine.diffusion.adapters.wearing import dressed
from generation.engine.diffusion.adapters.worn import Worn

__all__ = ["Worn", "dressed"]
