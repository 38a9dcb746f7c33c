"""The widget: its sources, and the files that they are served as."""
