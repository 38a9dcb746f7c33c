"""What the project itself says to citizens is plain, promises nothing, decides nothing and asks nobody's identity."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.cli.own_texts import LONGEST_SENTENCE, OwnText, Report, own_texts, reports
from procedures.readability import sentences_in

TEXTS = list(own_texts(Path("no-town-here")))
SPOKEN = [text for text in TEXTS if text.file in ("wording.yaml", "handoff/wording.yaml", "help_lines.yaml")]

PROMISES = re.compile(
    r"\b(?:vous (?:aurez|recevrez|obtiendrez|toucherez|serez rappelée?s?|avez droit à|avez le droit)|garanti\w*|"
    r"je (?:vous )?promets|sans aucun doute|c'est certain|nous vous (?:rappellerons|répondrons)|"
    r"votre (?:demande|dossier) (?:est|sera) (?:acceptée?|refusée?|validée?|complet)|je décide|"
    r"je (?:m'occupe|me charge) de)\b",
    re.IGNORECASE,
)
ASKS_IDENTITY = re.compile(
    r"\b(?:votre|vos) (?:noms?|prénoms?|date de naissance|identité|"
    r"numéros? (?:de sécurité sociale|fiscal|de dossier|personnels?)|"
    r"adresse (?:mail|électronique|personnelle))\b|\bqui êtes-vous\b|\bcomment vous appelez-vous\b",
    re.IGNORECASE,
)
REFUSES = re.compile(
    r"\b(?:n'écrivez|inutile|ne donnez|sans|jamais|ni|n'ai (?:pas|rien)|pas besoin|masqués?)\b", re.IGNORECASE
)


def spoken_id(text: OwnText) -> str:
    return f"{text.file}:{text.field}"


def test_there_is_much_to_read() -> None:
    assert len(SPOKEN) > 80
    assert {"carte-identite.yaml", "passeport.yaml", "cantine-scolaire.yaml"} <= {text.file for text in TEXTS}


@pytest.mark.parametrize("text", SPOKEN, ids=spoken_id)
def test_nothing_is_promised_or_decided(text: OwnText) -> None:
    assert not PROMISES.search(text.text)


@pytest.mark.parametrize("text", SPOKEN, ids=spoken_id)
def test_identity_is_never_asked_for(text: OwnText) -> None:
    asking = [one for one in sentences_in(text.text) if ASKS_IDENTITY.search(one) and not REFUSES.search(one)]
    assert asking == []


@pytest.mark.parametrize("text", SPOKEN, ids=spoken_id)
def test_the_citizen_is_spoken_to_politely(text: OwnText) -> None:
    assert not re.search(r"\b(?:tu|toi|ton|tes)\b", text.text, re.IGNORECASE)


@pytest.mark.parametrize("report", reports(iter(TEXTS)), ids=lambda report: report.file)
def test_every_file_is_plain_enough(report: Report) -> None:
    assert not report.is_hard, report.measures
    assert report.too_long == (), f"sentences of more than {LONGEST_SENTENCE} words"
