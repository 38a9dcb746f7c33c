"""Hand-written procedures out as a spreadsheet, and back in: read whole, told line by line, taken all or not at all."""
