"""The assistant without JavaScript: pages and forms that do what the widget does."""
