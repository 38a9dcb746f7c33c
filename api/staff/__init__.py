"""The people who work with the service: their accounts, their sessions, their rights.

Nothing here knows of conversations. Whoever asks a right asks it of ``api.staff.identity``.
"""
