"""The side of those who answer citizens: the queue, the conversations, the call-backs, their stream."""
