"""Words: the lexicon, and what it knows in the words of a text."""
