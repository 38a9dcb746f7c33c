"""The citizen's side: conversations, browsing, the town, and the pages that carry the widget."""
