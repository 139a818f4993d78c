"""The keyed digest of a profile: it shows if two profiles are the same, and nothing else.

A plain digest of eight answers could be guessed back by trying them all. So the digest is an HMAC
(RFC 2104) with SHA-256 and a key of 32 random bytes, kept in a file of its own beside the register:
someone who gets hold of the register alone learns nothing from it.
"""

import hmac
import json
from collections.abc import Mapping
from typing import Any

from casemodel.profiles.values import Profile

KEY_BYTES = 32
"""The length of a key, in bytes."""


def fingerprint(profile: Profile, key: bytes) -> str:
    """Digest everything the profile says, in hexadecimal, whatever the order of answers."""
    return _digest(key, json.dumps(_plain(profile), sort_keys=True, ensure_ascii=True))


def key_mark(key: bytes) -> str:
    """Make a mark by which a register recognizes its key; it reveals nothing of the key."""
    return _digest(key, "casemodel decision register")


def answers_kept(profile: Profile) -> str:
    """Write the answers as JSON, by criterion: the level, or the word for why there is none."""
    words = {name: answer.level or answer.state for name, answer in sorted(profile.answers.items())}
    return json.dumps(words, ensure_ascii=True)


def _digest(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), "sha256").hexdigest()


def _plain(value: Any) -> Any:
    """Turn named values and mappings into the types of JSON."""
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
