"""Erasing what citizens wrote: at once when they ask, by itself after as many days as the town has set; and the counts
that prove it."""
