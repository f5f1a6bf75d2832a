"""Curating in the browser: read an article, decide on what was found in it, add a fact.

It is served on loopback only, and to whoever holds the token that was printed at the start.
"""
