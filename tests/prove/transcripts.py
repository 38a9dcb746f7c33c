"""Writes whole conversations, as a citizen reads them, to be reread by a person.

    python -m tests.prove.transcripts --url http://127.0.0.1:8000 --out docs/conversations.md

What is below the marked line of the file written before (faults seen by whoever reread it) is kept.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from assistant.cli.bench.citizen import Citizen, Message, connected
from tests.bot.script import Dialogue, do, read

SCRIPTS = Path(__file__).parent
KEPT_BELOW = "<!-- reread:start -->"
LONGEST = 14  # lines of a reply shown; the rest is counted
BUTTONS = 5
INTRODUCTION = """\
# Dix conversations

Tenues avec l'assistant entier sur le guide officiel (copie de novembre 2020), par
`python -m tests.prove.transcripts`, d'après `tests/prove/conversations.yaml`. Les personnes sont inventées. Une longue
réponse est coupée ici, jamais à l'écran. Les fautes que nous y avons vues sont nommées à la fin.
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    out: Path = options.out
    reread = out.read_text(encoding="utf-8").partition(KEPT_BELOW)[2] if out.is_file() else "\n"
    with connected(options.url) as citizen:
        held = [_transcript(dialogue, citizen) for dialogue in read(SCRIPTS)]
    out.write_text("\n".join((INTRODUCTION, *held, KEPT_BELOW)) + reread, encoding="utf-8")


def _transcript(dialogue: Dialogue, citizen: Citizen) -> str:
    """One conversation in Markdown. A click on a button that is not shown is told, and ends it."""
    citizen.begin()
    parts = [f"## {dialogue.name.partition(': ')[2]}\n"]
    for turn in dialogue.turns:
        clicked = turn.deed == "click"
        parts.append(f"**Habitant** : {'*touche* « ' + turn.words + ' »' if clicked else turn.words}\n")
        try:
            message = do(turn, citizen)
        except LookupError as error:
            parts.append(f"*(pas de tel bouton : {error})*\n")
            break
        parts.append("\n".join(_quoted(message, citizen)) + "\n")
    return "\n".join(parts)


def _quoted(message: Message, citizen: Citizen) -> Iterator[str]:
    lines = [line for line in message["text"].splitlines() if line.strip()]
    yield f"> **Assistant** ({message['kind']})"
    for line in lines[:LONGEST]:
        yield f">\n> {line}"
    if left := len(lines) - LONGEST:
        yield from (f">\n> *(… {left} lignes de plus)*",) if left > 0 else ()
    # Questions of the guide beside the answer are its words, not the conversation's.
    labels = (button.label for button in citizen.buttons() if not button.label.endswith("?"))
    shown = [label for label in labels if label not in message["text"]]
    if shown:
        yield f">\n> Boutons : {' · '.join(shown[:BUTTONS])}{' …' if len(shown) > BUTTONS else ''}"


if __name__ == "__main__":
    main()
