from __future__ import annotations

import doctest

import pytest

from assistant.components import certain, conversation_state, cues, facts, plain_words, text
from assistant.components.text import normalised, sentences, tokens


@pytest.mark.parametrize("module", [certain, conversation_state, cues, facts, plain_words, text])
def test_examples_in_docstrings_hold(module):
    results = doctest.testmod(module)
    assert results.attempted > 0
    assert results.failed == 0


@pytest.mark.parametrize(
    ("hurried", "careful"),
    [
        ("cmt fer pr le permi", "Comment faire pour le permis"),
        ("c koi la carte didentité", "C'est quoi la carte didentite"),
        ("cb sa coute", "combien ça coûte"),
        ("jveux parlé", "je veux parlé"),
        ("C’est gratuit", "c'est gratuit"),
        ("OUIIIII", "oui"),
    ],
)
def test_hurried_and_careful_spellings_become_the_same(hurried, careful):
    assert normalised(hurried) == normalised(careful)


def test_an_elision_is_not_taken_for_an_abbreviation():
    assert normalised("c'est l'état civil") == "c'est l'etat civil"


def test_sentences_without_words_are_dropped():
    assert sentences("Bonjour...\n\n ? \nJe déménage.") == ["Bonjour...", "Je déménage."]


def test_nothing_at_all_gives_no_token():
    assert tokens(normalised("  \n ")) == []
