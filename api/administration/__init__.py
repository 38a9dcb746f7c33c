"""What a town decides by itself: its hours, its teams, which answers an agent reads before they are sent."""
