"""Measures of the parts of the product, and what is learnt from them; nothing here runs in a town hall."""
