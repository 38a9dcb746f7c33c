"""Model and dialogue values as JSON and back.

The members of a union are told apart by a ``type`` written beside their fields, so that the model itself needs no
framework. What is read here was written here: values from outside are validated at the api's edge, by its schemas.
"""

from __future__ import annotations

from decimal import Decimal
from types import NoneType
from typing import Any, get_args

from cattrs.preconf.orjson import make_converter

from procedures.dialogue import Act
from procedures.model import Block, Condition, Run
from procedures.outcome import Answer, Outcome, Question

_converter = make_converter(omit_if_default=True)
_converter.register_unstructure_hook(Decimal, str)
_converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))


def _tell_apart(union: Any) -> None:
    by_tag = {member.__name__: member for member in get_args(union)}

    def covers(kind: Any) -> bool:
        """Whether ``kind`` is the union itself, or the union or None."""
        return bool(members := set(get_args(kind)) - {NoneType}) and members == set(by_tag.values())

    def write(value: object) -> dict[str, Any] | None:
        return None if value is None else {"type": type(value).__name__, **_converter.unstructure(value)}

    def read(value: dict[str, Any] | None, _: Any) -> Any:
        if value is None:
            return None
        tag = value.get("type")
        if tag not in by_tag:
            raise ValueError(f"unknown type {tag!r}, expected one of {', '.join(by_tag)}")
        return _converter.structure(value, by_tag[tag])

    _converter.register_unstructure_hook_func(covers, write)
    _converter.register_structure_hook_func(covers, read)


for _union in (Condition, Run, Block, Act, Answer | Question, Outcome):
    _tell_apart(_union)


def to_json(value: object, kind: Any = None) -> bytes:
    """``value`` as compact JSON, defaults left out. ``kind``: its declared type, when that is a union."""
    return _converter.dumps(value, unstructure_as=kind)


def from_json(kind: Any, text: str | bytes) -> Any:
    """The value of type ``kind`` that ``to_json`` wrote. Raises ``cattrs.BaseValidationError`` or ``ValueError``."""
    return _converter.loads(text, kind)


def to_python(value: object, kind: Any = None) -> Any:
    """``value`` as JSON-ready dictionaries and lists, defaults left out."""
    return _converter.unstructure(value, unstructure_as=kind)


def from_python(kind: Any, value: Any) -> Any:
    """The value of type ``kind`` that ``to_python`` gave. Raises ``cattrs.BaseValidationError`` or ``ValueError``."""
    return _converter.structure(value, kind)
