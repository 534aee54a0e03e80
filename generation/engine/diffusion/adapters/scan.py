"""Looks at what goes along with a model before it is registered, and again before it is loaded: LoRA, ControlNet,
IP-Adapter. From safetensors headers and small JSON alone: nothing in the files is run, and torch is not needed.

Whether the numbers inside are numbers at all is found out when they are loaded.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generation.engine.diffusion.adapters import hints
from generation.engine.diffusion.adapters.headers import Header, header_of
from generation.engine.diffusion.reading import CODE, PICKLES, BadModel
from generation.engine.diffusion.weights import Stamp, stamp, weights_digest
from studio.lib.canonical import Json

LORA, CONTROLNET, IP_ADAPTER = "lora", "controlnet", "ip_adapter"  # as in generation/kinds.py
ENCODER = "image_encoder"  # the folder beside an IP-Adapter that sees for it
SMALL_JSON = 1 << 20
MOST_FILES = 200
NET = re.compile(r"diffusion_pytorch_model(?:\.(\w+))?\.safetensors")

_file_digests: dict[tuple[str, Stamp], str] = {}


@dataclass(frozen=True, slots=True)
class AdapterFile:
    """Something that is safe to load. `path` is what was asked for: a file or a folder; `files` are relative to `root`.

    `family` is "" where the files do not tell. `weights` is for a LoRA the SHA-256 of its file (what `sha256sum`
    prints), else the digest over all `files` as for models (diffusion/weights.py). `facts`: of a LoRA rank, alpha,
    trigger, base, parts; of a ControlNet control, class, variant; of an IP-Adapter reads, tokens, encoder_size.
    """

    path: Path
    root: Path
    kind: str
    family: str
    weights: str
    files: tuple[str, ...]
    size: int  # bytes
    facts: Mapping[str, Json] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """The safetensors file that holds the adapter itself."""
        return self.root / self.files[0]


def look_at(path: str | Path) -> AdapterFile:
    """What the file or folder at `path` is. Raises BadModel with a sentence that names it and the remedy."""
    given = Path(path)
    if not given.exists():
        raise BadModel(f"There is nothing at {given}. Check the path, or copy the adapter there first.")
    root = given.resolve()
    if root.is_file():
        return _file(given, root)
    names = _names(root)
    config = _json(root, "config.json") if "config.json" in names else None
    if config is not None:
        return _controlnet(given, root, config, names)
    weights = [name for name in names if name.endswith(".safetensors")]
    if len(weights) != 1:
        found = f"{len(weights)} safetensors files" if weights else "no safetensors file"
        raise BadModel(
            f"{given} holds {found}, where one adapter was expected. Point to the one .safetensors file itself."
        )
    return _file(given, root / weights[0])


def _file(given: Path, file: Path) -> AdapterFile:
    if file.suffix.lower() in PICKLES:
        raise BadModel(f"{given} is a pickle file, which can run code when it is loaded. Use its safetensors version.")
    if file.suffix.lower() != ".safetensors":
        raise BadModel(f"{given} is not a safetensors file. Point to an adapter's .safetensors file, or to its folder.")
    header = header_of(file)
    if any(name.startswith(("image_proj.", "ip_adapter.")) for name in header.shapes):
        return _ip_adapter(given, file, header)
    if any(name.startswith("control_model.") for name in header.shapes):
        raise BadModel(
            f"{given} is a ControlNet in one file. Use its diffusers version: a folder with config.json beside "
            "the weights."
        )
    return _lora(given, file, header)


def _lora(given: Path, file: Path, header: Header) -> AdapterFile:
    names = header.shapes
    if any("hada_w" in name or "lokr_w" in name or "oft_" in name for name in names):
        raise BadModel(f"{given} is a LyCORIS adapter (LoHa, LoKr or OFT), which is not read here. Use a plain LoRA.")
    if any("dora_scale" in name for name in names):
        raise BadModel(f"{given} is a DoRA, of which only a part would be used. Use a plain LoRA.")
    if not any("lora" in name for name in names):
        raise BadModel(f"{given} is no LoRA, ControlNet or IP-Adapter: none of its tensors is named as theirs are.")
    facts: dict[str, Json] = {
        "rank": hints.rank(names),
        "alpha": hints.alpha(header),
        "trigger": header.said.get("modelspec.trigger_phrase", ""),
        "base": hints.base(header.said),
        "parts": hints.parts(names),
    }
    return AdapterFile(
        given, file.parent, LORA, hints.family_of_lora(header), _sha256(file), (file.name,), file.stat().st_size, facts
    )


def _ip_adapter(given: Path, file: Path, header: Header) -> AdapterFile:
    root = file.parent
    kind = hints.projection(header.shapes)
    if kind == "face":
        raise BadModel(
            f"{given} reads faces by a face recogniser, and there is none here. Use an IP-Adapter that reads pictures."
        )
    inside = f"{ENCODER}/"
    files = (file.name, f"{inside}config.json", f"{inside}model.safetensors")
    if missing := [name for name in files if not (root / name).is_file()]:
        raise BadModel(
            f"{given} needs the folder {ENCODER} beside it, in safetensors, and {missing[0]} is not there. "
            "Copy the encoder that was published with it."
        )
    _no_pickles(root / ENCODER)
    header_of(root / files[2])
    encoder = _json(root, files[1])
    reads, gives = (
        hints.read_width(header.shapes, kind),
        encoder.get("projection_dim" if kind == "base" else "hidden_size"),
    )
    if reads != gives:
        raise BadModel(
            f"{given} reads {reads} numbers a picture, and the {ENCODER} beside it gives {gives}: it is another "
            "model's. Copy the encoder that was published with it."
        )
    width = hints.context_width(header.shapes)
    facts: dict[str, Json] = {
        "reads": kind,
        "tokens": hints.tokens(header.shapes, kind, width),
        "encoder_size": encoder.get("image_size"),
    }
    family = hints.family_said(header.said) or hints.FAMILY_BY_WIDTH.get(width, "")
    return _many(given, root, IP_ADAPTER, family, files, facts)


def _controlnet(given: Path, root: Path, config: Mapping[str, Any], names: Sequence[str]) -> AdapterFile:
    cls = str(config.get("_class_name"))
    family = hints.family_of_controlnet(cls, config)
    if not family:
        known = ", ".join(hints.CONTROLNETS)
        raise BadModel(f"{given} says it is a {cls[:60]!r}, which is not used here. Known: {known}.")
    if config.get("num_mode") is not None:
        raise BadModel(f"{given} is a union of several ControlNets, which is not used here. Use one of a single kind.")
    weights = [name for name in names if name.endswith(".safetensors")]
    variant = NET.fullmatch(weights[0]) if len(weights) == 1 else None
    if variant is None:
        raise BadModel(
            f"{given} holds {len(weights)} safetensors files where one ControlNet's weights were expected. "
            "Keep diffusion_pytorch_model.safetensors and take the others out."
        )
    header_of(root / weights[0])
    facts: dict[str, Json] = {"control": hints.control(root.name), "class": cls, "variant": variant[1] or ""}
    return _many(given, root, CONTROLNET, family, (weights[0], "config.json"), facts)


def _many(
    given: Path, root: Path, kind: str, family: str, files: tuple[str, ...], facts: Mapping[str, Json]
) -> AdapterFile:
    size = sum((root / name).stat().st_size for name in files)
    return AdapterFile(given, root, kind, family, weights_digest(root, files), files, size, facts)


def _names(root: Path) -> list[str]:
    """Files in a folder and those one folder down, as POSIX paths. A link may not lead out: the digest must cover
    what is loaded."""
    found = sorted(path for pattern in ("*", "*/*") for path in root.glob(pattern) if not path.is_dir())
    if len(found) > MOST_FILES:
        raise BadModel(f"{root} holds over {MOST_FILES} files. Point to one adapter's own folder or file.")
    for path in found:
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            raise BadModel(f"{root} holds a link, {path.name}, that leads out of it. Replace it by a copy.")
        _no_pickle(path)
    return [path.relative_to(root).as_posix() for path in found if path.parent == root]


def _no_pickles(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        _no_pickle(path)


def _no_pickle(path: Path) -> None:
    if path.suffix.lower() in PICKLES:
        raise BadModel(
            f"{path} is a pickle file, which can run code when it is loaded. Remove it, and use safetensors files."
        )
    if path.suffix.lower() in CODE:
        raise BadModel(f"{path} is program code. Gatefold runs no code that comes with a model: remove it.")


def _json(root: Path, name: str) -> dict[str, Any]:
    file = root / name
    if file.stat().st_size > SMALL_JSON:
        raise BadModel(f"{file} is larger than {SMALL_JSON >> 20} MiB, so it is not what it says. Copy it again.")
    try:
        found = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as error:
        raise BadModel(f"{file} is not JSON ({str(error)[:80]}). Copy it again.") from error
    if not isinstance(found, dict):
        raise BadModel(f"{file} is not a JSON object. Copy it again.")
    return found


def _sha256(file: Path) -> str:
    """Of the file alone; read again only when its size, times or inode changed."""
    key = str(file), stamp(file)
    if key not in _file_digests:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
        if stamp(file) != key[1]:
            return found  # written to while it was read: do not remember
        _file_digests[key] = found
    return _file_digests[key]
