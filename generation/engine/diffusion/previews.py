"""What a picture looks like while it is made: latents to colours by one small matrix, no VAE decode.

A VAE's latents are close to linear in the colours they stand for, so that a matrix (channels + 1, 3) shows a picture
at an eighth of its size in a millisecond. Here the matrix is not a copied table: it is fitted by least squares to the
model's own VAE, once when its weights are first loaded, from colours and ramps that are encoded by it; so every VAE
has one. It reads the picture's latents and writes nothing: no random number is drawn, and pixels stay what they are.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from generation.engine.diffusion.together import watched
from generation.engine.picture import Job, Pixels

LONG_SIDE: Final = 128  # pixels
SIDE: Final = 8  # latents a side of each picture that is encoded for the fit
GREYEST: Final = 1e-3  # ridge, as part of the latents' mean square: keeps the fit of a VAE that hardly varies finite

_fitted: dict[str, Linear | None] = {}  # by weights and dtype


@dataclass(frozen=True, slots=True)
class Linear:
    """`matrix` (channels + 1, 3): latents as the pipeline holds them, and 1, to RGB -1…1. `explains`: R² of the fit."""

    matrix: Any  # torch.Tensor, float32
    explains: float

    def pixels(self, latents: Any) -> list[Pixels]:
        """From latents (n, channels, h, w) to n pictures (h, w, 3) uint8, at most 128 pixels along the long side."""
        import torch

        long = max(latents.shape[-2:])
        latents = latents.detach().float()
        if long > LONG_SIDE:
            size = [max(1, round(side * LONG_SIDE / long)) for side in latents.shape[-2:]]
            latents = torch.nn.functional.interpolate(latents, size=size, mode="nearest")
        matrix = self.matrix.to(latents.device)
        colours = torch.einsum("nchw,cr->nhwr", latents, matrix[:-1]) + matrix[-1]
        shown = colours.add(1).mul(127.5).nan_to_num().clamp(0, 255).to(torch.uint8).cpu().numpy()
        return list(shown)


@dataclass(frozen=True, slots=True)
class Look:
    """Shows the job what the pictures of one call look like, after each step, where that is wanted just then."""

    linear: Linear | None
    job: Job
    params: Mapping[str, Any]
    size: tuple[int, int]  # of the call, pixels

    def __call__(self, pipe: Any, latents: Any) -> None:
        if self.linear is None or not self.job.wants_preview():
            return
        shown = self.linear.pixels(unpacked(pipe, latents, *self.size))
        for index, position in watched(self.params):
            self.job.preview(shown[position], index)


def fitted(pipe: Any, key: str) -> Linear | None:
    """The preview of this pipeline's VAE, fitted at the first call for `key` (weights and dtype). None where the VAE
    gives nothing to fit: then there are no previews, and pictures all the same."""
    import torch

    if key not in _fitted:
        try:
            with torch.no_grad():
                _fitted[key] = _fit(pipe.vae)
        except (RuntimeError, TypeError, AttributeError, ValueError):
            _fitted[key] = None  # a VAE that encodes in another way, or no room for it now
    return _fitted[key]


def unpacked(pipe: Any, latents: Any, width: int, height: int) -> Any:
    """Latents (n, channels, h, w), of a pipeline that packs them into tokens (n, tokens, 4 × channels) too."""
    if latents.ndim == 3:
        latents = pipe._unpack_latents(latents, height, width, pipe.vae_scale_factor)
    return latents[:, :, 0] if latents.ndim == 5 else latents


def _fit(vae: Any) -> Linear | None:
    import torch

    colours = _colours()
    weight = next(vae.parameters())
    smaller = _smaller(vae)
    seen = torch.nn.functional.interpolate(colours, scale_factor=smaller, mode="bilinear").to(weight)
    if _three_d(vae):
        seen = seen.unsqueeze(2)
    latents = vae.encode(seen).latent_dist.mode()
    latents = latents[:, :, 0] if latents.ndim == 5 else latents
    latents = _as_held(vae, latents.double().cpu())
    if not bool(latents.isfinite().all()):
        return None  # SDXL's VAE in float16
    there = torch.nn.functional.interpolate(colours.double(), size=latents.shape[-2:], mode="bilinear")
    known = latents.permute(0, 2, 3, 1).reshape(-1, latents.shape[1])
    known = torch.cat([known, torch.ones(len(known), 1, dtype=known.dtype)], dim=1)
    wanted = there.permute(0, 2, 3, 1).reshape(-1, 3)
    ridge = torch.eye(known.shape[1], dtype=known.dtype) * GREYEST * float(known.square().mean())
    ridge[-1, -1] = 0
    matrix = torch.linalg.solve(known.T @ known / len(known) + ridge, known.T @ wanted / len(known))
    left = (known @ matrix - wanted).square().sum() / (wanted - wanted.mean(dim=0)).square().sum()
    return Linear(matrix.float(), round(1 - float(left), 4))


def _colours() -> Any:
    """Pictures (n, 3, SIDE, SIDE) of -1…1: the corners and the middle of the colour cube, flat, and ramps between."""
    import torch

    corners = [*itertools.product((-0.8, 0.8), repeat=3), (0.0, 0.0, 0.0)]
    flat = [torch.tensor(corner).view(3, 1, 1).expand(3, SIDE, SIDE) for corner in corners]
    ramp = torch.linspace(-1, 1, SIDE)
    across, down = ramp.expand(SIDE, SIDE), ramp.view(SIDE, 1).expand(SIDE, SIDE)
    ramps = [torch.stack([(across, down, -across, -down)[(i + k) % 4] for k in range(3)]) for i in range(4)]
    return torch.stack([*flat, *ramps])


def _smaller(vae: Any) -> int:
    blocks = getattr(vae.config, "block_out_channels", None)
    return int(2 ** (len(blocks) - 1)) if blocks else 8


def _three_d(vae: Any) -> bool:
    import torch

    return any(isinstance(part, torch.nn.Conv3d) for part in vae.modules())


def _as_held(vae: Any, latents: Any) -> Any:
    """What the VAE gives, as the pipelines hold it while they denoise: shifted and scaled by the VAE's config."""
    import torch

    config = vae.config
    mean, std = getattr(config, "latents_mean", None), getattr(config, "latents_std", None)
    scale = getattr(config, "scaling_factor", None) or 1.0
    if mean is not None and std is not None:
        mean, std = (torch.tensor(values, dtype=latents.dtype).view(1, -1, 1, 1) for values in (mean, std))
        return (latents - mean) * (scale / std)
    return (latents - (getattr(config, "shift_factor", None) or 0.0)) * scale
