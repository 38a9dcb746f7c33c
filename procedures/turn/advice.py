"""Advice on a personal case: the rule of the guide, and who decides (``deciders.yaml``); never what is decided."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from procedures.catalogue import Catalogue
from procedures.dialogue import Act, Decision, Reply, Said
from procedures.model import Procedure
from procedures.outcome import Answer
from procedures.words import fold

FILE = Path(__file__).with_name("deciders.yaml")
_WORD = re.compile(r"[a-z0-9]+")
_ASKS_A_VERDICT = re.compile(
    r"\b(?:(?:ai|aurai|aurais) je (?:le )?droit|est ce que j (?:ai|aurai) (?:le )?droit|j ai (?:le )?droit a|"
    r"suis je (?:imposable|eligible|oblige\w*|concerne\w*|dans mon droit)|ai je raison|est ce (?:legal|normal|abusif)|"
    r"(?:a t (?:il|elle|on)|ont ils|est ce qu (?:il|elle|on) a) le droit|"
    r"(?:peut|peuvent|va|vont) (?:il|elle|on|ils) m\w*|"
    r"vais je (?:gagner|perdre|etre|devoir|payer|toucher)|combien (?:vais|dois|devrai) je (?:payer|toucher|recevoir)|"
    r"(?:dois|devrais) je (?:accepter|signer|refuser|partir|porter plainte)|que me conseill\w+|vous me conseill\w+|"
    r"a votre avis|dans mon cas|dans ma situation|mon cas personnel)\b"
)


@dataclass(frozen=True)
class _Rule:
    sign: re.Pattern[str]
    who: str


@dataclass(frozen=True)
class _Rules:
    deciders: tuple[_Rule, ...]
    beyond: tuple[_Rule, ...]


def with_decider(act: Act, reply: Reply, catalogue: Catalogue) -> Reply:
    """``reply`` that also says who decides, when ``act`` asks for a verdict on someone's own case."""
    if not isinstance(act, Said):
        return reply
    words = _flat(act.words)
    if reply.decision is Decision.ANSWER and isinstance(reply.content, Answer) and _ASKS_A_VERDICT.search(words):
        procedure = catalogue.procedure(reply.content.procedure.id)
        return replace(reply, text=f"{reply.text} {_decider(procedure, catalogue)}") if procedure else reply
    if reply.decision is Decision.FALLBACK and (rule := _first(_rules().beyond, words)):
        return replace(reply, text=f"{rule.who} {reply.text}")
    return reply


def _decider(procedure: Procedure, catalogue: Catalogue) -> str:
    theme = catalogue.theme(procedure.theme_id or "")
    dossier = catalogue.title(procedure.dossier_id) if procedure.dossier_id else ""
    place = (theme.title if theme else "", procedure.sub_theme or "", dossier or "", procedure.title)
    about = " > ".join(_flat(part) for part in place if part)
    rule = _first(_rules().deciders, about)
    return rule.who if rule else ""


def _first(rules: tuple[_Rule, ...], words: str) -> _Rule | None:
    return next((rule for rule in rules if rule.sign.search(words)), None)


def _flat(words: str) -> str:
    return " ".join(_WORD.findall(fold(words)))


@cache
def _rules() -> _Rules:
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return _Rules(
        tuple(_Rule(re.compile(entry["about"]), entry["who"]) for entry in content["deciders"]),
        tuple(_Rule(re.compile(entry["words"]), entry["who"]) for entry in content["beyond"]),
    )
