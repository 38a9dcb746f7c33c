"""Each kind of thing that citizens say reaches the move that answers it."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Bot

MOVES = [
    ("Quels papiers faut-il pour un passeport ?", "ask_documents", "answer"),
    ("cb coute un acte de naissance", "ask_cost", "answer"),
    ("combien je vais toucher pour l'aide au logement", "ask_amount", "answer"),
    ("ça prend combien de temps un passeport", "ask_delay", "answer"),
    ("ou je dois aller pour faire un passeport", "ask_where", "answer"),
    ("comment faire pour déclarer une naissance", "ask_how", "answer"),
    ("est-ce que j'ai droit à un passeport si je suis belge", "ask_eligibility", "answer"),
    ("peut-on demander l'acte en ligne", "ask_online", "answer"),
    ("quelle est la durée de validité du passeport", "ask_validity", "answer"),
    ("je cherche le numéro de téléphone de la préfecture", "ask_contact", "answer"),
    ("comment suivre ma demande de passeport", "ask_status", "answer"),
    ("quels recours si ma demande est refusée", "ask_appeal", "answer"),
    ("c'est quoi un acte de naissance", "ask_definition", "answer"),
    ("passeport", "ask", "answer"),
    ("Bonjour !", "greet", "small_talk"),
    ("merci beaucoup", "thanks", "small_talk"),
    ("au revoir", "goodbye", "small_talk"),
    ("oui", "affirm", "small_talk"),
    ("non", "deny", "small_talk"),
    ("je sais pas", "dont_know", "small_talk"),
    ("pouvez-vous répéter", "repeat", "small_talk"),
    ("on recommence depuis le début", "restart", "small_talk"),
    ("j'ai besoin d'aide", "help", "small_talk"),
    ("tu es un robot ?", "who_are_you", "small_talk"),
    ("espèce d'imbécile", "insult", "small_talk"),
    ("montrez-moi la liste des thèmes", "browse", "browse"),
    ("je voudrais parler à un conseiller", "human", "hand_over"),
    ("ce chatbot est nul, ça ne m'aide pas", "complaint_bot", "repair"),
    ("quel temps fera-t-il demain", "out_of_scope", "repair"),
    ("où en est mon dossier, je n'ai toujours rien reçu", "status_file", "repair"),
    ("я говорю только по-русски", "other_language", "repair"),
    ("je veux mourir", "crisis", "care"),
]


@pytest.mark.parametrize(("words", "intent", "move"), MOVES)
def test_what_is_said_reaches_its_move(bot: Bot, words: str, intent: str, move: str) -> None:
    understood = bot.say(words)["understood"]
    assert (understood["intent"], understood["move"]) == (intent, move)


def test_an_answer_holds_the_aspect_asked_about(bot: Bot) -> None:
    said = bot.say("Combien coûte un acte de naissance ?")
    assert said["understood"]["aspect"] == "cost"
    assert said["reply"]["decision"] == "answer"
    assert "gratuit" in said["reply"]["text"]


def test_a_complaint_after_a_failure_goes_to_a_person(bot: Bot) -> None:
    said = bot.say("vous ne comprenez rien, c'est inutile", {"failures": 1})
    assert said["understood"]["move"] == "hand_over"
    assert said["reply"]["handoff"] is not None
