"""Patterns written with named parts: ``{live} a londres``, in the files of rules."""

from __future__ import annotations

import re
from typing import Dict

_NAME = re.compile(r"\{([a-z]+)\}")


def expanded(pattern: str, parts: Dict[str, str]) -> str:
    """``pattern`` with each ``{name}`` written out, in parts too. Raises ``KeyError`` naming a part there is not.

    >>> expanded("a {town}", {"town": "{big}|lens", "big": "lille"})
    'a (?:(?:lille)|lens)'
    """
    return _NAME.sub(lambda found: f"(?:{expanded(parts[found[1]], parts)})", pattern)
