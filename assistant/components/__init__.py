"""What the Rasa server adds to Rasa: thin adapters over plain functions. Runs on Python 3.10, knows no procedure."""
