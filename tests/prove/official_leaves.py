"""Are the documents that a citizen gets through the HTTP contract those of the official file?

An independent reading: the official files are read here node by node, without the importer, the model or the walk. For
leaves drawn at random, a conversation is opened on the sheet, the labels of the leaf's path are clicked as they come,
exceptions offered beside a general case included, and the documents of the answer are compared with the lists found in
the file on that path. A chapter of documents also lists other things (what one declares, obtains or writes): where the
service leaves out lists that no paragraph about documents introduces, and nothing else differs, the leaf is counted
apart, with what was left out printed, for a person to judge.

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
ABOUT_DOCUMENTS = re.compile(
    r"documents?|pi[èe]ces?\b|justifi|fournir|joindre|pr[ée]senter|produire|apporter|munir|accompagn[ée]", re.IGNORECASE
)
ABOUT_OTHER_THINGS = re.compile(r"informations?\b|mentions?\b|renseignements?\b", re.IGNORECASE)
CLICKS_AT_MOST = 8


@dataclass(frozen=True)
class Listed:
    """A top-level item. ``introduced``: whether what stands before its list lets one expect documents."""

    words: str
    introduced: bool


@dataclass(frozen=True)
class Leaf:
    """One way through the choices of a sheet to lists of documents."""

    sheet: str
    path: tuple[str, ...]
    listed: tuple[Listed, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The words of each top-level item of every list."""
        return tuple(entry.words for entry in self.listed)

    @property
    def introduced(self) -> tuple[str, ...]:
        """Those of the lists that open the chapter or that a paragraph about documents introduces."""
        return tuple(entry.words for entry in self.listed if entry.introduced)


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


def listed_documents(node: Node) -> tuple[Listed, ...]:
    """One per top-level item of the lists directly in ``node``; a list of alternatives counts for one."""
    documents: list[Listed] = []
    before, introduced = "", True
    for child in elements(node):
        if child["name"] == "Liste":
            alternatives = any(word in before for word in ALTERNATIVES)
            items = [ALTERNATIVES_LABEL] if alternatives else [item_words(item) for item in elements(child, "Item")]
            documents += [Listed(item, introduced) for item in items]
            before = ""
        elif child["name"] in ("Paragraphe", "Introduction"):
            before = words(child).lower()
            introduced = bool(ABOUT_DOCUMENTS.search(before)) and not ABOUT_OTHER_THINGS.search(before)
        elif child["name"] != "Titre":
            before = ""
    return tuple(documents)


def leaves_of(sheet_id: str, chapter: Node, path: tuple[str, ...]) -> list[Leaf]:
    """The leaves of one chapter; only simple ones, where each list plainly is a list of documents."""
    leaves: list[Leaf] = []

    def visit(node: Node, labels: tuple[str, ...], inherited: tuple[Listed, ...]) -> None:
        own = inherited + listed_documents(node)
        blocks = elements(node, "BlocCas")
        if not blocks:
            leaves.append(Leaf(sheet_id, labels, own))
        elif len(blocks) == 1:
            for case in elements(blocks[0], "Cas"):
                visit(case, (*labels, title(case)), own)

    visit(chapter, path, ())
    return [leaf for leaf in leaves if leaf.listed]


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


def named(choice: dict[str, str], path: tuple[str, ...]) -> frozenset[str]:
    """The labels of the path that a choice names: it may stand for several levels at once."""
    return frozenset(label for label in path if letters(label) in letters(choice["label"]))


def matching(choices: list[dict[str, str]], path: tuple[str, ...]) -> dict[str, str] | None:
    """The choice that names most labels of the path."""
    best = max(choices, key=lambda choice: len(named(choice, path)), default=None)
    return best if best and named(best, path) else None


def documents_for(citizen: Citizen, leaf: Leaf) -> tuple[str, ...] | str:
    """The documents that the service lists for ``leaf``, or a word on why there are none."""
    message = citizen.open(leaf.sheet)
    left = frozenset(leaf.path)
    while choice := next_choice(message, leaf.path, left):
        if citizen.clicks >= CLICKS_AT_MOST:
            return f"more than {CLICKS_AT_MOST} clicks"
        left -= named(choice, leaf.path)
        message = citizen.click(choice["value"])
    if message["kind"] == "question":
        return f"no choice for the path among {[choice['label'] for choice in message['payload']['choices']]}"
    if message["kind"] != "answer":
        return f"{message['kind']}: {message['text'][:120]}"
    return tuple(fold(item["label"]) for item in message["payload"]["documents"])


def next_choice(message: dict[str, Any], path: tuple[str, ...], left: frozenset[str]) -> dict[str, str] | None:
    """What a citizen of this path clicks next: a reply to the question, or an exception that an answer offers and that
    names labels not met so far."""
    if message["kind"] == "question":
        return matching(message["payload"]["choices"], path)
    offered = message["payload"].get("suggestions", [])
    return matching([offer for offer in offered if named(offer, path) & left], path)


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
    verdicts = [judged(leaf, options.url) for leaf in drawn]
    equal, by_hand = verdicts.count("equal "), verdicts.count("JUDGE ")
    print(f"{equal} of {len(drawn)} equal, {by_hand} to judge by hand, {len(drawn) - equal - by_hand} differ")
    return 0 if equal + by_hand == len(drawn) else 1


def judged(leaf: Leaf, url: str) -> str:
    """Asks for the documents of ``leaf`` and prints how they compare."""
    got = documents_for(Citizen(url), leaf)
    if same(leaf.documents, got):
        verdict = "equal "
    else:
        verdict = "JUDGE " if leaf.introduced and same(leaf.introduced, got) else "DIFFER"
    print(verdict, leaf.sheet, " > ".join(leaf.path))
    if verdict == "JUDGE ":
        print("   left out:", *(entry.words for entry in leaf.listed if not entry.introduced), sep="\n     - ")
    elif verdict == "DIFFER":
        print("   official:", *leaf.documents, sep="\n     - ")
        print("   service: ", *([got] if isinstance(got, str) else got), sep="\n     - ")
    return verdict


if __name__ == "__main__":
    sys.exit(main())
