"""Conversations: who said what, in which order, and who answers."""
