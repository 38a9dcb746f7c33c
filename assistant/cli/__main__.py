"""``python -m assistant.cli``: the same as ``guichet``."""

from assistant.cli.application import main

main()
