"""What is going stale: dates, links, contacts, and the official guide that moves under what the town says."""
