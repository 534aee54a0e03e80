"""From a digest in a recipe to an adapter's checked files on this machine."""

from __future__ import annotations

from generation.engine.diffusion.adapters.scan import AdapterFile, look_at
from generation.engine.diffusion.scan import BadModel
from generation.engine.picture import EngineError, Job

NOUNS = {"lora": "LoRA", "controlnet": "ControlNet", "ip_adapter": "IP-Adapter"}


def found(weights: str, kind: str, family: str, job: Job) -> AdapterFile:
    """The files with these weights, looked at again. Raises EngineError where they are missing, unsafe, changed, of
    another kind, or of another family than the model's."""
    path = job.inputs.model_path(weights)
    try:
        file = look_at(path)
    except BadModel as error:
        raise EngineError(str(error)) from error
    except OSError as error:
        raise EngineError(f"The {NOUNS[kind]} at {path} cannot be read ({error.strerror}). Check it.") from error
    if file.kind != kind:
        raise EngineError(f"{path} is a {NOUNS[file.kind]}, and this recipe uses it as a {NOUNS[kind]}. Correct it.")
    if file.weights != weights:
        raise EngineError(
            f"The {NOUNS[kind]} at {path} has changed since it was registered: its weights are {file.weights[:12]}…, "
            f"and this recipe was made for {weights[:12]}…. Put the old file back, or register it as a new one."
        )
    if file.family and file.family != family:
        raise EngineError(
            f"The {NOUNS[kind]} at {path} was made for {file.family} models, and this model is {family}. "
            "Choose one that was made for this family."
        )
    return file


def unfit(file: AdapterFile, error: BaseException | str) -> EngineError:
    """torch names what does not fit in the second line and after."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip() and not line.rstrip().endswith(":")]
    why = lines[0][:300].rstrip(".") + "." if lines else f"{type(error).__name__}."
    return EngineError(
        f"The {NOUNS[file.kind]} at {file.path} does not fit this model: {why} "
        "It was made for another architecture: choose one that was made for this model's family."
    )


def damaged(file: AdapterFile) -> EngineError:
    return EngineError(
        f"The {NOUNS[file.kind]} at {file.path} holds values that are not numbers. It may be damaged: copy it again."
    )
