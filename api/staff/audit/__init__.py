"""Who did what to whom: written once, in ids, never in words."""

from api.staff.audit.actions import Action
from api.staff.audit.repository import Audit, Entry

__all__ = ["Action", "Audit", "Entry"]
