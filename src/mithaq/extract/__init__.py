"""From an article to candidate facts, each with the words that carry it."""
