"""Bringing in a person: whether one can be had now, who waits, who speaks with whom, who is to be called back."""
