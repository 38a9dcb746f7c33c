"""The knowledge base of procedures: what everything else in Guichet speaks."""
