"""What a citizen said to the real dialogue model is in no file once they erase it: not in the log of Rasa, of the
action server or of the web service, nor in a tracker, nor in what the database leaves behind. (``tests/integration``
reads every table.)"""

from __future__ import annotations

from pathlib import Path

from tests.integration.citizen import Citizen

PHRASE = "zibeline"  # in no sheet, no sentence of ours

# One for each way through the dialogue model: an answer, a repair, a person, danger, what is none of our business.
SAID = (
    f"quels papiers pour un passeport, ma {PHRASE}",
    f"{PHRASE} {PHRASE} {PHRASE}",
    f"je veux parler à quelqu'un de la {PHRASE}",
    f"mon mari me frappe à cause de la {PHRASE}",
    f"quel temps fait-il pour la {PHRASE}",
    f"/restart {PHRASE}",
)


def test_no_file_of_any_process_holds_what_was_erased(assistant: str, assistant_folder: Path) -> None:
    with Citizen(assistant) as citizen:
        for words in SAID:
            citizen.say(words)
        kept = holders(assistant_folder)
        assert kept
        assert kept <= {"guichet.sqlite3", "guichet.sqlite3-wal"}
        assert citizen.http.delete(citizen.path).status_code == 204
    assert {"api.log", "rasa.log", "actions.log"} <= {file.name for file in files(assistant_folder)}
    assert holders(assistant_folder) == set()


def files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def holders(folder: Path) -> set[str]:
    return {file.name for file in files(folder) if PHRASE.encode() in file.read_bytes().lower()}
