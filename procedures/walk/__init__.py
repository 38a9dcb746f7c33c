"""The walk: from what was asked and what is known of the person, through the tree of a procedure, to the answer."""

from procedures.walk.chapter_list import chapter_offers
from procedures.walk.dossier import resolve_dossier
from procedures.walk.places import place_in
from procedures.walk.resolve import resolve, resolve_before_cases, resolve_every_case

__all__ = ["chapter_offers", "place_in", "resolve", "resolve_before_cases", "resolve_dossier", "resolve_every_case"]
