"""How much of a device's memory a picture takes, computed before anything is loaded. Pure, and no torch here.

A pipeline works in stages, and its peak is the largest of them:

    reading    weights of the text encoders
    denoising  weights of the UNet or transformer + what it holds while it works on all pictures of the device batch
    decoding   weights of the VAE + what it holds while it decodes ONE picture (a batch is decoded picture by picture)

Without offload the weights of all parts are there in every stage; with "model" offload (diffusers'
enable_model_cpu_offload) only the working part's; with "sequential" offload only the working layer's.

What a part holds while it works is the architecture counted out: tensors alive at once at the widest place of the
network (read from the sources of diffusers 0.42), in elements per latent pixel (UNet), per token (transformer) or per
pixel of the picture (VAE). The factors 21, 17.5, 12.7, 14.3 and 18 are fitted to the peak of live tensors of the full
published sizes, run with tensors that have shapes and no memory (tests/engine/diffusion/test_memory.py holds them
against each other, within 5 %). What CUDA and cuDNN take besides is an ESTIMATE: 0.6 GB and 8 % of the device;
benchmarks/gpu.py prints prediction and truth side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

BYTES: Final = MappingProxyType({"float32": 4, "bfloat16": 2, "float16": 2})
OFFLOADS: Final = ("none", "model", "sequential")  # in this order: each is slower than the one before
TILE: Final = 512  # pixels a side of a VAE tile; wider tiles have fewer seams
# An estimate: a CUDA context and the workspaces of cuBLAS (32 MiB, fixed by CUBLAS_WORKSPACE_CONFIG) and cuDNN; and
# what is lost between blocks that the caching allocator cannot join.
OUTSIDE: Final = 600_000_000
LOST: Final = 0.08


@dataclass(frozen=True, slots=True)
class Facts:
    """A model as its memory is counted. `parts` are parameters of each component, `layer` those of the largest one.

    `denoise` is elements per picture and place that are held while denoising (a place is a latent pixel for a UNet and
    a token for a transformer), `decode` elements per pixel while decoding. `stride`: pixels a side of a place.
    """

    family: str
    parts: Mapping[str, int]
    layer: int
    denoise: float
    decode: float
    stride: int
    words: int = 0  # places that the prompt takes: a transformer holds its tokens beside the picture's
    doubled: bool = True  # with guidance both prompts go through at once, as one batch of twice the size
    upcast: bool = False  # the VAE of SDXL works in float32 where the rest is float16
    dtype: str = "bfloat16"

    def weights(self, *parts: str) -> int:
        """Bytes at the run dtype, of these parts or of all."""
        return sum(self.parts[name] for name in parts or self.parts) * BYTES[self.dtype]

    @property
    def denoiser(self) -> str:
        return "transformer" if "transformer" in self.parts else "unet"

    @property
    def readers(self) -> tuple[str, ...]:
        return tuple(name for name in self.parts if name.startswith("text_encoder"))


@dataclass(frozen=True, slots=True)
class Fit:
    """`together` pictures at once (0: not even one), the mildest measures with which they fit, and bytes at the peak.

    `needed` is what one picture takes at its tightest: what a device must have at all.
    """

    together: int
    offload: str = "none"
    vae_tiling: bool = False
    bytes: int = 0

    def __bool__(self) -> bool:
        return self.together > 0


def peak(
    facts: Facts, width: int, height: int, *, together: int = 1, guided: bool = True, offload: str = "none",
    tiled: bool = False, beside: int = 0,
) -> int:  # fmt: skip
    """Bytes at the fullest moment. Width and height in pixels; `beside` are bytes of adapters that lie there too."""
    working = together * (2 if guided and facts.doubled else 1)
    places = (width / facts.stride) * (height / facts.stride) + facts.words
    denoising = round(working * places * facts.denoise * BYTES[facts.dtype])
    side = TILE if tiled else max(width, height)
    seen = min(width, side) * min(height, side)
    precise = 4 if facts.upcast and facts.dtype == "float16" else BYTES[facts.dtype]
    # Beside the picture being decoded: those decoded already (in a tiled one, its tiles), and one as float32.
    decoding = round(seen * facts.decode * precise) + width * height * 3 * (precise * (together + tiled) + 4)
    if offload == "none":
        return facts.weights() + beside + max(denoising, decoding)
    if offload == "sequential":
        return 2 * facts.layer * BYTES[facts.dtype] + max(denoising, decoding)  # the layer at work and the next
    return max(
        max((facts.weights(name) for name in facts.readers), default=0),
        facts.weights(facts.denoiser) + beside + denoising,
        facts.weights("vae") * precise // BYTES[facts.dtype] + decoding,
    )


def room(device: int) -> int:
    """Bytes of a device of so many bytes that pictures can have: an estimate, see above."""
    return max(0, int(device * (1 - LOST)) - OUTSIDE)


def fits(
    facts: Facts, width: int, height: int, *, together: int = 1, device: int, guided: bool = True, beside: int = 0
) -> Fit:
    """The most pictures at once, `together` at most, with the mildest measures; `device` in bytes.

    Fewer at once is milder than tiling the VAE, which moves pixels at the seams; that is milder than offload, which
    moves none but is slower. A Fit of 0 together where one picture alone does not fit, however it is tried.
    """
    have = room(device)
    for offload, tiled in _measures():
        for count in range(together, 0, -1):
            taken = peak(
                facts, width, height, together=count, guided=guided, offload=offload, tiled=tiled, beside=beside
            )
            if taken <= have:
                return Fit(count, offload, tiled, taken)
    return Fit(0, bytes=needed(facts, width, height, guided=guided, beside=beside))


def needed(
    facts: Facts, width: int, height: int, *, guided: bool = True, beside: int = 0, offload: str = "sequential"
) -> int:
    """Bytes that a device must have in all, its own part included, to make one picture with this offload."""
    taken = peak(facts, width, height, guided=guided, beside=beside, offload=offload, tiled=True)
    whole = peak(facts, width, height, guided=guided, beside=beside, offload=offload)
    return int((min(taken, whole) + OUTSIDE) / (1 - LOST)) + 1


def _measures() -> Iterator[tuple[str, bool]]:
    for offload in OFFLOADS:
        yield offload, False
        yield offload, True


# --- what is held while a part works --------------------------------------------------------------------------------
FEED_FORWARD: Final = 21  # × channels: a GEGLU of 4 × the width, its input, its gate and its product (UNet blocks)
PER_TOKEN: Final = MappingProxyType({"flux": 17.5, "sd3": 12.7, "qwen-image": 14.3})  # × width of the transformer
OTHER_TRANSFORMER: Final = 17.5  # the largest known


def unet_elements(channels: tuple[int, ...], attends: tuple[bool, ...], layers: int) -> float:
    """Elements per latent pixel and picture that a UNet2DConditionModel holds at its widest.

    Level l works on 1/4**l of the pixels. Held all along are the ways down, to be joined on the way up: `layers` + 1
    per level, and its downsampled end. The widest is a transformer block's feed-forward, or the resnet on the way up
    that joins C[l+1] from below and C[l] from the side: input, normalised, activated, and what it came from.
    """
    held = 0.0
    widest = 0.0
    for level, width in enumerate(channels):
        part = 1 / 4**level
        last = level == len(channels) - 1
        held += part * width * (layers + (level == 0)) + (0 if last else part / 4 * width)
        below = width if last else channels[level + 1]
        joined = 3 * (below + width) + below
        widest = max(widest, part * joined, part * FEED_FORWARD * width if attends[level] else 0)
    return held + widest


def transformer_elements(family: str, width: int) -> float:
    """Elements per token and picture that a transformer of this width holds at its widest: one block's."""
    return PER_TOKEN.get(family, OTHER_TRANSFORMER) * width


def vae_elements(channels: tuple[int, ...], three_d: bool = False) -> float:
    """Elements per pixel that a VAE's decoder holds at its widest: the first resnet of full size, whose input still
    has the channels of the level below, with that input normalised and activated. Video VAEs (Qwen's) hold 18 × their
    base width."""
    return 18.0 * channels[0] if three_d else 3.0 * channels[min(1, len(channels) - 1)]


# --- what is known of a model without its files ---------------------------------------------------------------------
M: Final = 1_000_000
_UNET, _XL = (320, 640, 1280, 1280), (320, 640, 1280)
_VAE = vae_elements((128, 256, 512, 512))
# Parameters as published (counted from the models built from their published configs).
PUBLISHED: Final[Mapping[str, Facts]] = MappingProxyType(
    {
        "sd15": Facts(
            "sd15", {"text_encoder": 123 * M, "unet": 860 * M, "vae": 84 * M}, 15 * M,
            unet_elements(_UNET, (True, True, True, False), 2), _VAE, 8,
        ),
        "sd2": Facts(
            "sd2", {"text_encoder": 340 * M, "unet": 866 * M, "vae": 84 * M}, 15 * M,
            unet_elements(_UNET, (True, True, True, False), 2), _VAE, 8,
        ),
        "sdxl": Facts(
            "sdxl", {"text_encoder": 123 * M, "text_encoder_2": 695 * M, "unet": 2567 * M, "vae": 84 * M}, 30 * M,
            unet_elements(_XL, (False, True, True), 2), _VAE, 8, upcast=True,
        ),
        "sd3": Facts(
            "sd3", {"text_encoder": 124 * M, "text_encoder_2": 695 * M, "text_encoder_3": 4762 * M,
                    "transformer": 2085 * M, "vae": 84 * M}, 132 * M,
            transformer_elements("sd3", 1536), _VAE, 16, words=333,
        ),
        "flux": Facts(
            "flux", {"text_encoder": 123 * M, "text_encoder_2": 4762 * M, "transformer": 11901 * M, "vae": 84 * M},
            132 * M, transformer_elements("flux", 3072), _VAE, 16, words=512, doubled=False,
        ),
        "qwen-image": Facts(
            "qwen-image", {"text_encoder": 8292 * M, "transformer": 20430 * M, "vae": 127 * M}, 545 * M,
            transformer_elements("qwen-image", 3072), vae_elements((96,), three_d=True), 16, words=512, doubled=False,
        ),
    }
)  # fmt: skip


def published(family: str, dtype: str, weights: int = 0) -> Facts | None:
    """What is known of a family by its name alone; None where nothing is.

    `weights` are the bytes that this model's own weights take at its dtype, where its row says so: its parts are then
    taken to be as large to each other as the published ones are.
    """
    known = PUBLISHED.get(family)
    if known is None:
        return None
    known = replace(known, dtype=dtype if dtype in BYTES else known.dtype)
    scale = weights / known.weights() if weights else 1.0
    parts = {name: round(count * scale) for name, count in known.parts.items()}
    return replace(known, parts=parts, layer=round(known.layer * scale))
