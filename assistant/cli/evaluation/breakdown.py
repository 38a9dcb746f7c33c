"""The same figures by aspect, by theme and by kind of text, and how sure one may be of a first procedure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.cli.evaluation.judging import Pair, answers, is_answered_right, is_found, rank

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
_FEW_WORDS, _A_STORY = 6, 30
_NO_THEME = "(sans thème)"
_HEADS = ("questions", "première", "parmi 5", "répond", "juste", "utile")


def breakdown(pairs: Sequence[Pair], themes: Mapping[str, str]) -> str:
    """Tables of the questions with a procedure. ``themes``: of each question, by its id.

    "juste": right among those answered at once; "utile": answered right, or asked with the right one in the list.
    """
    groups: dict[str, Callable[[Pair], str]] = {
        "Par aspect": lambda pair: pair[0].aspect or "-",
        "Par thème": lambda pair: themes.get(pair[0].id, _NO_THEME),
        "Par genre de texte": _kind,
    }
    tables = ["\n".join(_table(title, pairs, group)) for title, group in groups.items()]
    return "\n\n".join([*tables, "\n".join(_curve(pairs))])


def _kind(pair: Pair) -> str:
    words = len(pair[0].text.split())
    if words <= _FEW_WORDS:
        return f"quelques mots (jusqu'à {_FEW_WORDS})"
    return f"récit ({_A_STORY} mots ou plus)" if words >= _A_STORY else "une ou deux phrases"


def _table(title: str, pairs: Sequence[Pair], group: Callable[[Pair], str]) -> Iterator[str]:
    by_group: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_group.setdefault(group(pair), []).append(pair)
    width = max(map(len, (title, *by_group)))
    yield f"{title:<{width}}" + "".join(f"{head:>11}" for head in _HEADS)
    for name, those in sorted(by_group.items(), key=lambda item: (-len(item[1]), item[0])):
        answered = [pair for pair in those if answers(pair)]
        counts = (
            str(len(those)),
            _share(those, lambda pair: rank(pair) == 1),
            _share(those, lambda pair: rank(pair) <= 5),
            _share(those, answers),
            _share(answered, is_answered_right),
            _share(those, is_found),
        )
        yield f"{name:<{width}}" + "".join(f"{count:>11}" for count in counts)


def _curve(pairs: Sequence[Pair]) -> Iterator[str]:
    """For each probability, how many questions have a first procedure held at least so likely, and how many right."""
    yield "Première fiche tenue pour probable à     questions      juste"
    for threshold in THRESHOLDS:
        sure = [pair for pair in pairs if pair[1].procedures and pair[1].procedures[0].score >= threshold]
        yield f"{threshold:<37.1f}{len(sure):>13}{_share(sure, lambda pair: rank(pair) == 1):>11}".replace(".", ",")


def _share(pairs: Sequence[Pair], right: Callable[[Pair], bool]) -> str:
    return f"{sum(map(right, pairs)) / len(pairs):.2f}".replace(".", ",") if pairs else "-"
