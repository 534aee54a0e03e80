"""Looks at a model folder before it is registered, and again before it is loaded: what is it, and is it safe to load?

No torch and no model code runs here; every file is only named, measured, hashed, or read as JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from generation.engine.diffusion.families import KNOWN, PIPELINES
from generation.engine.diffusion.reading import (
    LARGE_JSON,
    PICKLES,
    SMALL_JSON,
    BadModel,
    read_json,
    refuse_dangerous,
    tensor_shapes,
    walk,
)
from generation.engine.diffusion.roles import Role, role_of
from generation.engine.diffusion.weights import weights_digest
from studio.lib.canonical import Json

__all__ = ["BadModel", "ModelFolder", "look", "source_of"]  # BadModel: whoever looks has to catch it

CHANGES_PIXELS = {".safetensors", ".json", ".txt", ".model"}
# Left out when loading, so left out of the digest too: a classifier that may blacken pictures, and image inputs.
UNUSED = {"safety_checker", "feature_extractor", "image_encoder"}
LIBRARIES = {"diffusers", "transformers"}
NOT_WEIGHTS = ("Scheduler", "Tokenizer", "TokenizerFast", "Processor", "FeatureExtractor")
BEHIND = ".safetensors:"  # between a model file and the folder of its configs


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder that is safe to load. `size` in bytes; `files` are those the digest covers, relative to `path`.

    Of a single file, `path` is the folder it lies in, `file` its name, and `config` the folder that describes it.
    """

    path: Path
    pipeline: str  # diffusers class
    family: str
    weights: str
    files: tuple[str, ...]
    size: int
    resolution: int  # side of the square it was made for, pixels
    variant: str = ""  # "fp16" where only such weights are there
    components: Mapping[str, str] = field(default_factory=dict)  # name -> class
    role: Role = field(default_factory=Role)
    file: str = ""
    config: Path | None = None

    @property
    def kind(self) -> str:
        """One of generation/kinds.py."""
        return self.role.kind

    @property
    def capabilities(self) -> tuple[str, ...]:
        return self.role.capabilities

    @property
    def source(self) -> Path:
        return self.path / self.file

    @property
    def places(self) -> dict[str, Path]:
        """Name in the digest to file on this machine."""
        return {name: place_of(self, name) for name in self.files}

    @property
    def settings(self) -> dict[str, Json]:
        """What to begin with in the registry row; steps and guidance only where the model says its own."""
        start: dict[str, Json] = {
            "resolution": self.resolution,
            "dtype": KNOWN[self.family].dtype,
            **self.role.settings,
        }
        return {**start, "variant": self.variant} if self.variant else start


def source_of(file: str, config: str) -> str:
    """One text for a model file and the folder that describes it, so that whoever passes it on needs no other word."""
    return f"{file}:{config}" if config and file.endswith(BEHIND[:-1]) else file


def place_of(found: ModelFolder, name: str) -> Path:
    if found.config is None:
        return found.path / name
    return found.source if name == found.file else found.config / PurePosixPath(name).relative_to("config")


def look(source: str | Path, config: str | Path = "") -> ModelFolder:
    """Scan a folder in the diffusers layout, or a single .safetensors file described by the folder `config`, which may
    also stand behind the file and a colon, as `source_of` writes it.

    Reads every file once for its digest: about a second per gigabyte. Raises BadModel. Nothing in it is run.
    """
    path, _, behind = str(source).partition(BEHIND)
    given, config = (Path(path + BEHIND[:-1]), config or behind) if behind else (Path(source), config)
    if not given.exists():
        raise BadModel(f"There is no folder {given}. Check the path, or copy the model there first.")
    if given.suffix == ".safetensors" and given.is_file():
        from generation.engine.diffusion.single import look_at_file

        return look_at_file(given, config)
    if not given.is_dir():
        raise BadModel(_not_a_folder(given))
    root = given.resolve()
    files = list(walk(root))
    refuse_dangerous(root, files)
    index = read_json(root, "model_index.json", SMALL_JSON)
    if index is None:
        raise BadModel(
            f"{root} holds no model_index.json, so it is not a model in the diffusers layout. "
            "Point to the folder that holds model_index.json, or convert a single file with save_pretrained first."
        )
    pipeline, components = components_of(root, index)
    used = [f for f in files if _is_used(f, components)]
    variant = _check_weights(root, components, used)
    family, resolution, role = described(root, pipeline, components)
    return ModelFolder(
        path=root,
        pipeline=pipeline,
        family=family,
        weights=weights_digest(root, used),
        files=tuple(sorted(used)),
        size=sum((root / f).stat().st_size for f in used),
        resolution=resolution,
        variant=variant,
        components=components,
        role=role,
    )


def described(root: Path, pipeline: str, components: Mapping[str, str]) -> tuple[str, int, Role]:
    """Family, resolution and role, from the configs in a folder. Raises BadModel."""
    configs = {
        name: read_json(root, f"{name}/config.json", SMALL_JSON) or {} for name in ("unet", "transformer", "vae")
    }
    configs["scheduler"] = read_json(root, "scheduler/scheduler_config.json", SMALL_JSON) or {}
    configs["index"] = read_json(root, "model_index.json", SMALL_JSON) or {}
    family = PIPELINES[pipeline]
    denoiser = "transformer" if "transformer" in components else "unet"
    for needed, also in (
        (denoiser, denoiser), ("vae", "vae"), ("scheduler", "scheduler"),
        ("text_encoder", "text_encoder_2"), ("tokenizer", "tokenizer_2"),
    ):  # fmt: skip
        if needed not in components and also not in components:
            raise BadModel(
                f"The model in {root} lacks its {needed}, so it cannot make a picture from text. Use a whole model."
            )
    if family == "sd15" and configs["unet"].get("cross_attention_dim") == 1024:
        family = "sd2"  # the same pipeline class with OpenCLIP's wider text encoder
    role = role_of(pipeline, family, components, configs)
    if role is None:
        raise BadModel(
            f"The model in {root} takes {configs[denoiser].get('in_channels')} channels, which is neither text to "
            "image nor inpainting as this engine knows it. Use another model."
        )
    sample, blocks = configs[denoiser].get("sample_size"), configs["vae"].get("block_out_channels")
    if isinstance(sample, int) and isinstance(blocks, list) and blocks and 0 < sample < 4096 and not role.enlarges:
        return family, int(sample * 2 ** (len(blocks) - 1)), role
    return family, KNOWN[family].resolution, role


def _not_a_folder(path: Path) -> str:
    if path.suffix in PICKLES:
        return f"{path} is a pickle file, which can run code when it is loaded. Use the model's safetensors version."
    return f"{path} is a file, not a folder. Point to the folder that holds model_index.json."


def components_of(root: Path, index: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    pipeline = index.get("_class_name")
    if not isinstance(pipeline, str):
        raise BadModel(
            f"model_index.json in {root} names a pipeline with its own code, which is not loaded. Use a plain model."
        )
    if pipeline not in PIPELINES:
        known = ", ".join(PIPELINES)
        raise BadModel(
            f"The model in {root} is a {pipeline}, which this engine does not make pictures with. It knows: {known}."
        )
    components: dict[str, str] = {}
    for name, value in index.items():
        if name.startswith("_") or not isinstance(value, list) or name in UNUSED:
            continue
        if value[:1] == [None] or value == [None, None]:
            continue
        library, cls = [*value, None, None][:2]
        if not name.isidentifier() or library not in LIBRARIES or not isinstance(cls, str) or not cls.isidentifier():
            raise BadModel(
                f"model_index.json in {root} names the component {name!r} from {library!r}, which is not one of "
                "diffusers or transformers. Gatefold runs no code that comes with a model."
            )
        if not (root / name).is_dir():
            raise BadModel(
                f"{root} lacks the folder {name}, which its model_index.json names. Copy the model again, whole."
            )
        components[name] = cls
    return pipeline, components


def _is_used(name: str, components: Mapping[str, str]) -> bool:
    path = PurePosixPath(name)
    if name == "model_index.json":
        return True
    return len(path.parts) > 1 and path.parts[0] in components and path.suffix in CHANGES_PIXELS


def _check_weights(root: Path, components: Mapping[str, str], used: list[str]) -> str:
    """Every component has whole safetensors weights. Returns the variant to load: "" or, say, "fp16"."""
    variants: set[str] = set()
    for name, cls in components.items():
        config = read_json(root, f"{name}/config.json", SMALL_JSON)
        if config and "auto_map" in config:
            raise BadModel(
                f"{name}/config.json in {root} asks for its own code (auto_map). Gatefold runs none: use a plain model."
            )
        if cls.endswith(NOT_WEIGHTS):
            continue
        if config is None:
            raise BadModel(f"{root} lacks {name}/config.json. Copy the model again, whole.")
        weights = [f for f in used if f.startswith(f"{name}/") and f.endswith(".safetensors")]
        if not weights:
            raise BadModel(f"{root} holds no safetensors weights for {name}. Use the model's safetensors version.")
        for file in weights:
            tensor_shapes(root, file)
        _check_shards(root, name)
        variants.add(_variant(weights))
    if len(variants) > 1:
        found = ", ".join(sorted(v or "plain" for v in variants))
        raise BadModel(f"The weights in {root} are of several variants ({found}). Keep one kind for all components.")
    return variants.pop() if variants else ""


def _variant(weights: list[str]) -> str:
    """ "" where plain files are there, else what stands between name and ending: model.fp16.safetensors."""
    found = {PurePosixPath(w).name.split(".")[1] if PurePosixPath(w).name.count(".") > 1 else "" for w in weights}
    found = {v.split("-")[0] for v in found}  # sharded: model.fp16-00001-of-00002.safetensors
    return "" if "" in found else min(found)


def _check_shards(root: Path, component: str) -> None:
    """An index may only name files that lie beside it."""
    for index in sorted((root / component).glob("*.safetensors.index*.json")):
        name = f"{component}/{index.name}"
        shards = (read_json(root, name, LARGE_JSON) or {}).get("weight_map")
        if not isinstance(shards, dict):
            raise BadModel(f"{name} in {root} has no weight_map. Copy the model again.")
        for shard in sorted({str(s) for s in shards.values()}):
            if PurePosixPath(shard).name != shard or not (root / component / shard).is_file():
                raise BadModel(
                    f"{name} in {root} names the file {shard!r}, which is not beside it. Copy the model again, whole."
                )
