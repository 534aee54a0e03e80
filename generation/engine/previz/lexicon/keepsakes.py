"""Nouns for things/keepsakes.py and things/emblems.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("trophy", "trophy", "award|winner's cup|prize|championship cup", "product", "top"),
    noun("medal", "medal", "gold medal|medallion", "product", "top"),
    noun("key", "key", "old key|house key|golden key|brass key", "product", "top"),
    noun("bunch of keys", "keys", "key ring|keyring|keychain|key chain|set of keys|car key|key fob", "product", "top"),
    noun("padlock", "lock", "lock|security lock|locked padlock|security|encryption|password", "product", "top"),
    noun(
        "coin",
        "coins",
        "coin stack|stack of coins|money|pile of coins|cash",
        "product",
        "top",
        2,
    ),
    noun("magnifier", "magnifier", "magnifying glass|loupe", "product", "top"),
    noun("globe", "globe", "world globe|desk globe|earth globe", "product", "top"),
    noun("hourglass", "hourglass", "sand glass|egg timer|sandglass", "product", "top"),
    noun("clock", "clock", "wall clock|clock face", "product", "top"),
    noun("alarm clock", "alarm_clock", "alarm|bedside clock|wake-up call", "product", "top"),
    noun("compass", "compass", "magnetic compass|pocket compass", "product", "top"),
    noun("shield", "shield", "insurance|firewall|protection|coat of arms", "product", "top"),
    noun("target", "target", "bullseye|dartboard|dart|archery target", "product", "top"),
    noun("gear", "gear", "cogwheel|cog|cog wheel|gear wheel|gearwheel|sprocket", "product", "top", 3),
    noun("puzzle", "puzzle", "jigsaw|puzzle piece|jigsaw puzzle|jigsaw piece", "product", "top", 2),
    noun("crown", "crown", "tiara|king's crown|royal crown", "product", "top"),
    noun("heart", "heart", "love heart|valentine|heart shape", "product", "top"),
    noun("star", "star_shape", "star shape|gold star|golden star|five-pointed star|rating star", "product", "top", 5),
    noun("piggy bank", "piggy_bank", "money box|moneybox|savings bank|pension", "product", "top"),
    noun("dice", "dice", "pair of dice|board game", "product", "top", 2),
    noun("chess piece", "chess", "chess|chess king|pawn|chessman", "product", "top", 2),
)
