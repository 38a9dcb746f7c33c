"""The knowledge base on disk: the only package of ``procedures`` that knows the database."""

from procedures.store.base import Base
from procedures.store.reading import StoredCatalogue
from procedures.store.writing import Change, Store

__all__ = ["Base", "Change", "Store", "StoredCatalogue"]
