"""One module per command: it reads the command line and says what came out; the work is done elsewhere."""
