"""What a row of the registry can be. Only checkpoints and services are ordered from; the rest goes along with them."""

from __future__ import annotations

from typing import Final

CHECKPOINT, REFINER, CONTROLNET, IP_ADAPTER = "checkpoint", "refiner", "controlnet", "ip_adapter"
LORA, UPSCALER, ENCODER, SERVICE = "lora", "upscaler", "encoder", "service"

KINDS: Final = {
    CHECKPOINT: "Checkpoint",
    REFINER: "Refiner",
    CONTROLNET: "ControlNet",
    IP_ADAPTER: "IP-Adapter",
    LORA: "LoRA",
    UPSCALER: "Upscaler",
    ENCODER: "Image encoder",
    SERVICE: "Service elsewhere",
}
ORDERED_FROM: Final = frozenset({CHECKPOINT, SERVICE})
