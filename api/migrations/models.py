"""Every module that declares tables, imported so that ``METADATA`` knows them all. Add yours here."""

import procedures.store.tables  # noqa: F401
from procedures.store.base import Base

METADATA = Base.metadata
