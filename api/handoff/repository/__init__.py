"""All queries about the handoff. Each method is one transaction, which locks the conversation before it changes it."""
