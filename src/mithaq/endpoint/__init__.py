"""A SPARQL 1.1 endpoint that only reads, whose queries run where they can be stopped."""
