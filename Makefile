# The two commands of the README are `make run` and `make test`. Both set this machine up by themselves.
PYTHON ?= python3
PORT ?= 8000
SHELL := /bin/sh
.DEFAULT_GOAL := help

GUICHET := .venv/bin/guichet

.PHONY: help setup run test check format prove train evaluate clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

setup: ## install what `make run` needs, without starting
	@$(PYTHON) -m assistant.setup run

run: setup ## start the assistant (PORT=8000)
	@exec $(GUICHET) run --port $(PORT)

test: ## all checks and tests, as in continuous integration
	@$(PYTHON) -m assistant.setup test
	@.venv/bin/python .ci/checks.py

check: ## the quick checks alone: style, types, layers, content
	@$(PYTHON) -m assistant.setup test
	@.venv/bin/python .ci/checks.py --quick

prove: ## the long proofs: turns at the contract, documents of the official files, the whole guide
	@$(PYTHON) -m assistant.setup test
	@.venv/bin/python .ci/prove.py

format: ## put the code in the project's style
	@.venv/bin/ruff check --fix --quiet . && .venv/bin/ruff format .

train: setup ## train the dialogue model if its data changed
	@$(GUICHET) train

evaluate: setup ## FILE=questions.jsonl OUT=predictions.jsonl
	@$(GUICHET) evaluate $(FILE) --predictions $(OUT)

clean: ## remove what was downloaded and built (never the data in .guichet/)
	rm -rf .uv .venv .venv-rasa .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
