"""What the model should have said of a noised picture, and how far off it was.

Noise prediction: Ho et al. 2020; v-prediction: Salimans and Ho 2022; min-SNR weights: Hang et al. 2023; flow matching
with logit-normal times: Esser et al. 2024 (SD3).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generation.engine.diffusion.families import KNOWN
from generation.engine.diffusion.training.encoding import Example
from generation.engine.diffusion.training.settings import Settings
from generation.engine.picture import EngineError

PREDICTIONS = ("epsilon", "v_prediction")


class Loss:
    """Of one family's model. `scheduler` is the model's own: it says what is predicted, and how noise is laid on."""

    def __init__(self, family: str, denoiser: Any, scheduler: Any, settings: Settings, device: Any) -> None:
        import diffusers

        self.family, self.denoiser, self.settings, self.device = family, denoiser, settings, device
        self.flow = KNOWN[family].flow
        config = scheduler.config
        if self.flow:
            self.noising: Any = diffusers.FlowMatchEulerDiscreteScheduler.from_config(config)
            return
        self.predicts = str(config.get("prediction_type", "epsilon"))
        if self.predicts not in PREDICTIONS:
            raise EngineError(
                f"This model predicts {self.predicts[:40]!r}, which no LoRA is trained for here. Choose a base that "
                "predicts noise or velocity: a model of few steps is better trained from the one it came from."
            )
        self.noising = diffusers.DDPMScheduler.from_config(config)

    def of(self, examples: Sequence[Example], chance: Any) -> Any:
        """The mean over the batch: a tensor of one number, in float32. `chance`: a generator on the processor."""
        import torch

        latents = torch.stack([one.latents for one in examples])
        noise = torch.randn(latents.shape, generator=chance)
        many = len(examples)
        if self.flow:
            # Most is learned where it is half noise: a logit-normal draw of the time.
            where = torch.sigmoid(torch.randn(many, generator=chance)) * self.noising.config.num_train_timesteps
            index = where.long().clamp(max=len(self.noising.timesteps) - 1)
            times = self.noising.timesteps[index]
            part = self.noising.sigmas[index].reshape(-1, 1, 1, 1)
            noised, wanted = (1 - part) * latents + part * noise, noise - latents
        else:
            times = torch.randint(0, self.noising.config.num_train_timesteps, (many,), generator=chance)
            noised = self.noising.add_noise(latents, noise, times)
            velocity = self.predicts == "v_prediction"
            wanted = self.noising.get_velocity(latents, noise, times) if velocity else noise
        said = self._said(examples, noised.to(self.device), times.to(self.device))
        each = (said.float() - wanted.to(self.device)).square().flatten(1).mean(1)
        return (each * self._weights(times)).mean()

    def _weights(self, times: Any) -> Any:
        """min-SNR: steps with little noise do not outweigh the others."""
        import torch
        from diffusers.training_utils import compute_snr

        gamma = self.settings.min_snr
        if self.flow or not gamma:
            return torch.ones(len(times), device=self.device)
        snr = compute_snr(self.noising, times)
        part = snr.clamp(max=gamma) / (snr + 1 if self.predicts == "v_prediction" else snr)
        return part.to(self.device)

    def _said(self, examples: Sequence[Example], noised: Any, times: Any) -> Any:
        """The model's answer, (B, C, h, w)."""
        import torch

        dtype = self.denoiser.dtype
        words = {
            name: torch.stack([one.words[name] for one in examples]).to(self.device, dtype)
            for name in examples[0].words
        }
        noised = noised.to(dtype)
        if self.family == "flux":
            return self._flux(noised, times, words)
        given: dict[str, Any] = {"encoder_hidden_states": words["embeds"], "return_dict": False}
        if self.family == "sd3":
            return self.denoiser(noised, timestep=times, pooled_projections=words["pooled"], **given)[0]
        if self.family == "sdxl":
            sizes = torch.tensor([one.times for one in examples], device=self.device, dtype=dtype)
            given["added_cond_kwargs"] = {"text_embeds": words["pooled"], "time_ids": sizes}
        return self.denoiser(noised, times, **given)[0]

    def _flux(self, noised: Any, times: Any, words: dict[str, Any]) -> Any:
        """Flux takes its latents in patches of 2 by 2, each with its place."""
        import torch
        from diffusers import FluxPipeline

        many, channels, high, wide = noised.shape
        guided = self.denoiser.config.guidance_embeds
        guidance = torch.full((many,), KNOWN["flux"].guidance, device=self.device) if guided else None
        packed = self.denoiser(
            hidden_states=FluxPipeline._pack_latents(noised, many, channels, high, wide),
            timestep=times / 1000,
            guidance=guidance,
            pooled_projections=words["pooled"],
            encoder_hidden_states=words["embeds"],
            txt_ids=torch.zeros(words["embeds"].shape[1], 3, device=self.device, dtype=noised.dtype),
            img_ids=FluxPipeline._prepare_latent_image_ids(many, high // 2, wide // 2, self.device, noised.dtype),
            return_dict=False,
        )[0]
        patches = packed.reshape(many, high // 2, wide // 2, channels, 2, 2)
        return patches.permute(0, 3, 1, 4, 2, 5).reshape(many, channels, high, wide)
