"""Nouns for things/gadgets.py, things/audio.py and things/power.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun(
        "headphones",
        "headphones",
        "headphone|headset|earphone|over-ear headphones|pair of headphones",
        "product",
        "top",
    ),
    noun(
        "earbuds", "earbuds", "earbud|airpods|airpod|in-ear headphones|charging case|wireless earbuds", "product", "top"
    ),
    noun(
        "loudspeaker",
        "speaker",
        "speaker box|hi-fi speaker|bookshelf speaker|stereo|sound system|hifi speaker|studio monitor",
        "product",
        "top",
    ),
    noun(
        "smart speaker",
        "smart_speaker",
        "bluetooth speaker|voice assistant|portable speaker|wireless speaker|home assistant",
        "product",
        "top",
    ),
    noun("microphone", "microphone", "mic|podcast|podcast microphone|studio microphone", "product", "top"),
    noun("radio", "radio", "transistor radio|portable radio|digital radio|boombox", "product", "top"),
    noun("camera", "camera", "photo camera|mirrorless camera|film camera|dslr|digital camera", "product", "top"),
    noun("camera lens", "lens", "photo lens|zoom lens|prime lens", "product", "top"),
    noun(
        "game controller",
        "game_controller",
        "gamepad|controller|joystick|game pad|video game|games console|console",
        "product",
        "top",
    ),
    noun("drone", "drone", "quadcopter|quadrocopter|camera drone", "product", "top"),
    noun(
        "vr headset",
        "vr_headset",
        "virtual reality headset|vr goggles|ar headset|vr glasses|virtual reality|mixed reality headset",
        "product",
        "top",
    ),
    noun("robot", "robot", "humanoid|android|chatbot|service robot|friendly robot|ai assistant|bot", "product", most=3),
    noun("battery", "battery", "battery cell|aa battery|rechargeable battery|accumulator", "product", "top"),
    noun("light bulb", "light_bulb", "bulb|lightbulb|led bulb|filament bulb|incandescent bulb", "product", "top"),
    noun(
        "plug", "plug", "power plug|mains plug|power cable|charging cable|socket plug|electric plug", "product", "top"
    ),
    noun(
        "power bank", "power_bank", "powerbank|charger|portable charger|hard drive|external drive|ssd", "product", "top"
    ),
)
