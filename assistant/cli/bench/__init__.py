"""How fast a running assistant is, measured from outside as a citizen meets it."""
