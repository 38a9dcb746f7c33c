"""The ``guichet`` command: runs the assistant, feeds it and measures it."""

from assistant.cli.application import main

__all__ = ["main"]
