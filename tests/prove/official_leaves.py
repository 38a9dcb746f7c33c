"""Are the documents that a citizen gets through the HTTP contract those of the official file?

An independent reading: the official files are read here node by node, without the importer, the model or the walk. For
leaves drawn at random, a conversation is opened on the sheet, the labels of the leaf's path are clicked as they come,
and the documents of the answer are compared with the lists found in the file on that path.

    python -m tests.prove.official_leaves --snapshot FOLDER --url http://127.0.0.1:8000 --seed 7 --count 30

The service under test must run with ``GUICHET_CONTENT=official``.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

Node = dict[str, Any]

DOCUMENT_TITLES = re.compile(
    r"pi[èe]ces|documents? (à|a) (fournir|pr[ée]senter|joindre)|justificatifs? (à|a)", re.IGNORECASE
)
ALTERNATIVES = ("l'un des", "l'une des", "un des documents", "une des pièces", "au choix")
ALTERNATIVES_LABEL = "Un seul de ces documents :"


@dataclass(frozen=True)
class Leaf:
    """One way through the choices of a sheet to a list of documents. ``documents``: words of each top-level item."""

    sheet: str
    path: tuple[str, ...]
    documents: tuple[str, ...]


def elements(node: Node, name: str | None = None) -> list[Node]:
    """The child elements of ``node``, of one kind if ``name`` is given."""
    return [
        child
        for child in node.get("children") or []
        if child["type"] == "element" and (name is None or child["name"] == name)
    ]


def words(node: Node) -> str:
    """All the text below ``node``, white space folded."""

    def pieces(inner: Node) -> Iterator[str]:
        if inner["type"] == "text":
            yield inner["text"]
        for child in inner.get("children") or []:
            yield from pieces(child)

    return fold("".join(pieces(node)))


def fold(text: str) -> str:
    """``text`` with white space folded, so that layout does not count."""
    return " ".join(text.replace("\xa0", " ").split())


def title(node: Node) -> str:
    titles = elements(node, "Titre")
    return words(titles[0]) if titles else ""


def descend(node: Node, name: str) -> Iterator[Node]:
    """Every element called ``name`` below ``node``, in order."""
    for child in elements(node):
        if child["name"] == name:
            yield child
        yield from descend(child, name)


def document_chapters(sheet: Node) -> list[tuple[tuple[str, ...], Node]]:
    """Chapters of documents, each with the labels of the situations and cases that lead to it."""
    found: list[tuple[tuple[str, ...], Node]] = []

    def visit(node: Node, path: tuple[str, ...]) -> None:
        for child in elements(node):
            if child["name"] in ("Chapitre", "SousChapitre") and (
                (child.get("attributes") or {}).get("type") == "pieces" or DOCUMENT_TITLES.search(title(child))
            ):
                found.append((path, child))
            else:
                visit(child, (*path, title(child)) if child["name"] in ("Situation", "Cas") else path)

    visit(sheet, ())
    return found


def item_words(item: Node) -> str:
    """The item's own words, without its nested lists (their items are its details)."""
    return fold(" ".join(words(child) for child in elements(item) if child["name"] != "Liste"))


def listed_documents(node: Node) -> tuple[str, ...]:
    """One per top-level item of the lists directly in ``node``; a list of alternatives counts for one."""
    documents: list[str] = []
    before = ""
    for child in elements(node):
        if child["name"] == "Liste":
            items = [item_words(item) for item in elements(child, "Item")]
            documents += [ALTERNATIVES_LABEL] if any(word in before for word in ALTERNATIVES) else items
        before = words(child).lower() if child["name"] in ("Paragraphe", "Introduction") else ""
    return tuple(documents)


def leaves_of(sheet_id: str, chapter: Node, path: tuple[str, ...]) -> list[Leaf]:
    """The leaves of one chapter; only simple ones, where each list plainly is a list of documents."""
    leaves: list[Leaf] = []

    def visit(node: Node, labels: tuple[str, ...], inherited: tuple[str, ...]) -> None:
        own = inherited + listed_documents(node)
        blocks = elements(node, "BlocCas")
        if not blocks:
            leaves.append(Leaf(sheet_id, labels, own))
        elif len(blocks) == 1:
            for case in elements(blocks[0], "Cas"):
                visit(case, (*labels, title(case)), own)

    visit(chapter, path, ())
    return [leaf for leaf in leaves if leaf.documents]


def is_plain(chapter: Node) -> bool:
    """Whether the chapter lists documents plainly: nothing but lists under cases, no tables or parts to interpret."""
    unclear = ("Tableau", "FragmentConditionne", "SousChapitre")
    return not any(True for name in unclear for _ in descend(chapter, name))


def official_leaves(folder: Path) -> list[Leaf]:
    """Every plain leaf of every sheet of the individuals' guide with exactly one chapter of documents per path."""
    leaves: list[Leaf] = []
    for file in sorted(folder.glob("particuliers/F*.json")):
        sheet = json.loads(file.read_bytes())
        if "navigation" in str(sheet.get("type")):
            continue
        chapters = document_chapters(sheet)
        paths = [path for path, _ in chapters]
        for path, chapter in chapters:
            if paths.count(path) == 1 and is_plain(chapter):
                leaves += leaves_of(file.stem, chapter, path)
    return leaves


class Citizen:
    """Talks to the service as the widget does."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=f"{url}/api/v1", timeout=30)

    def open(self, sheet: str, aspect: str = "documents") -> dict[str, Any]:
        answer = self.http.post("/conversations", json={"procedure": sheet, "aspect": aspect}).raise_for_status()
        self.conversation = answer.json()["id"]
        self.http.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        self.clicks = 0
        return self._last(answer.json()["messages"])

    def click(self, value: str) -> dict[str, Any]:
        self.clicks += 1
        path = f"/conversations/{self.conversation}/messages"
        body = {"client_id": f"00000000-0000-4000-8000-{self.clicks:012d}", "choice": value}
        sent = self.http.post(path, json=body).raise_for_status().json()["message"]["seq"]
        polled = self.http.get(path, params={"after": sent, "wait": 20}).raise_for_status().json()
        return self._last(polled["messages"])

    @staticmethod
    def _last(messages: list[dict[str, Any]]) -> dict[str, Any]:
        return [message for message in messages if message["author"] == "assistant"][-1]


def matching(choices: list[dict[str, str]], path: tuple[str, ...]) -> str | None:
    """The value of the choice that names most labels of the path; a choice may stand for several levels at once."""

    def named(choice: dict[str, str]) -> int:
        return sum(letters(label) in letters(choice["label"]) for label in path)

    best = max(choices, key=named)
    return best["value"] if named(best) else None


def documents_for(citizen: Citizen, leaf: Leaf) -> tuple[str, ...] | str:
    """The documents that the service lists for ``leaf``, or a word on why there are none."""
    message = citizen.open(leaf.sheet)
    while message["kind"] == "question":
        value = matching(message["payload"]["choices"], leaf.path)
        if value is None:
            labels = [choice["label"] for choice in message["payload"]["choices"]]
            return f"no choice for the path among {labels}"
        if citizen.clicks > 8:
            return "more than eight questions"
        message = citizen.click(value)
    if message["kind"] != "answer":
        return f"{message['kind']}: {message['text'][:120]}"
    return tuple(fold(item["label"]) for item in message["payload"]["documents"])


def letters(text: str) -> str:
    """Only letters and digits count: typography may differ."""
    return re.sub(r"\W", "", text.lower())


def same(expected: tuple[str, ...], got: tuple[str, ...] | str) -> bool:
    return not isinstance(got, str) and [letters(item) for item in expected] == [letters(item) for item in got]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--snapshot", type=Path, required=True)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--count", type=int, default=30)
    options = parser.parse_args()
    leaves = official_leaves(options.snapshot)
    drawn = random.Random(options.seed).sample(leaves, options.count)
    print(f"{len(leaves)} leaves, {options.count} drawn with seed {options.seed}")
    equal = 0
    for leaf in drawn:
        got = documents_for(Citizen(options.url), leaf)
        equal += same(leaf.documents, got)
        print("equal " if same(leaf.documents, got) else "DIFFER", leaf.sheet, " > ".join(leaf.path))
        if not same(leaf.documents, got):
            print("   official:", *leaf.documents, sep="\n     - ")
            print("   service: ", *([got] if isinstance(got, str) else got), sep="\n     - ")
    print(f"{equal} of {len(drawn)} equal")
    return 0 if equal == len(drawn) else 1


if __name__ == "__main__":
    sys.exit(main())
