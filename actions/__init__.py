"""Rasa's custom actions, one skill a file: thin adapters between the dialogue model and ``procedures``."""
