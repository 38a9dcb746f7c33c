"""Every module that declares tables, imported so that ``METADATA`` knows them all. Add yours here."""

import api.conversations.models
import api.editor.freshness.models
import api.editor.inbox.models
import api.erasure.models
import api.handoff.models
import api.staff.models  # noqa: F401
import procedures.store.tables
import procedures.store.text_tables  # noqa: F401
from procedures.store.base import Base

METADATA = Base.metadata
