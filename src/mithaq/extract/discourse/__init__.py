"""Discourse: which partner and record a sentence speaks of, and the records of an article."""
