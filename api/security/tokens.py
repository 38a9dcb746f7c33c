"""Tokens of conversations: 256 random bits, of which only a hash is ever stored."""

from __future__ import annotations

import hashlib
import secrets

BYTES = 32


def new_token() -> str:
    """A fresh token, as the client keeps it."""
    return secrets.token_urlsafe(BYTES)


def hash_token(token: str) -> str:
    """What is stored of ``token``. A plain hash is enough: 256 random bits cannot be guessed by trying."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def matches(token: str, stored_hash: str) -> bool:
    """Whether ``token`` is the one whose hash was stored, in a time that does not depend on where they differ."""
    return secrets.compare_digest(hash_token(token), stored_hash)
