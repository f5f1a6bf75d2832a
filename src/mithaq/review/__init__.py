"""Review: from candidates to facts, each matched with what is known and decided by a person."""
