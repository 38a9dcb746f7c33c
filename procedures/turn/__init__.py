"""What a clerk would do next: one pure function from what was done to what is said."""

from procedures.turn.advance import advance
from procedures.turn.danger import FirstAid, first_aid, surely_first_aid
from procedures.turn.unaided import read_unaided

__all__ = ["FirstAid", "advance", "first_aid", "read_unaided", "surely_first_aid"]
