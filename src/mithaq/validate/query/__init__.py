"""Reading the SPARQL queries of constraints: what they match, and how `$this` is bound."""
