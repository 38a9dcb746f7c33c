"""What a clerk would do next: one pure function from what was done to what is said."""

from procedures.turn.advance import advance

__all__ = ["advance"]
