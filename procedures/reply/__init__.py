"""What the assistant decided, as the HTTP contract shows it: typed payload and plain text, never markup."""

from procedures.reply.local import Around, localised
from procedures.reply.notices import Notice
from procedures.reply.payload import to_wire
from procedures.reply.sealing import seal

__all__ = ["Around", "Notice", "localised", "seal", "to_wire"]
