"""From a citizen's words to the procedures and dossiers they are about."""

from procedures.search.asked import asked_reader
from procedures.search.hit import Hit, Search
from procedures.search.lexical import LexicalSearch
from procedures.search.sentences import SentenceModel, installed_model

__all__ = ["Hit", "LexicalSearch", "Search", "SentenceModel", "asked_reader", "installed_model"]
