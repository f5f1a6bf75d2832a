"""Reading SPARQL text without running it: its words, what it asks for, and where it goes wrong."""
