"""Logs keep the place of a failure and drop its words."""

from __future__ import annotations

import logging

from api.logs import WithoutMessages, WithoutQuery


def _formatted(error: Exception) -> str:
    record = logging.LogRecord("api", logging.ERROR, __file__, 1, "it failed", None, (type(error), error, None))
    return WithoutMessages("%(message)s").format(record)


def test_an_exception_shows_its_type_and_not_its_words() -> None:
    told = _formatted(ValueError("la marmotte"))
    assert "ValueError" in told
    assert "marmotte" not in told


def test_nor_do_the_exceptions_behind_it() -> None:
    cause = KeyError("la marmotte")
    error = ValueError("le castor")
    error.__cause__ = cause
    told = _formatted(error)
    assert "KeyError" in told
    assert "marmotte" not in told
    assert "castor" not in told


def test_those_of_a_group_are_told_each() -> None:
    told = _formatted(ExceptionGroup("le castor", [KeyError("la marmotte"), OSError("le blaireau")]))
    assert all(kind in told for kind in ("ExceptionGroup", "KeyError", "OSError"))
    assert not any(word in told for word in ("marmotte", "castor", "blaireau"))


def test_a_request_is_logged_without_its_query() -> None:
    arguments = ("127.0.0.1:1", "GET", "/api/v1/suggestions?q=marmotte", "1.1", 200)
    record = logging.LogRecord("uvicorn.access", logging.INFO, __file__, 1, '%s - "%s %s HTTP/%s" %d', arguments, None)
    assert WithoutQuery().filter(record)
    assert record.getMessage() == '127.0.0.1:1 - "GET /api/v1/suggestions HTTP/1.1" 200'
