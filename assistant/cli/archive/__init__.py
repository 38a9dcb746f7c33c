"""A backup: one file that holds all that is needed to start again elsewhere."""

from assistant.cli.archive.contents import Manifest, read, write
from assistant.cli.archive.database import load_database, save_database

__all__ = ["Manifest", "load_database", "read", "save_database", "write"]
