"""The formats of answers and their media types, in the server's order of preference."""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """A format: its short name, its own media type first among those it answers to, and its IRI.

    The IRIs are those of the W3C list of unique formats, as service descriptions name them.
    """

    name: str
    media_types: tuple[str, ...]
    iri: str


_W3C = "http://www.w3.org/ns/formats/"

#: For SELECT and ASK.
RESULTS = (
    Format(
        "json",
        ("application/sparql-results+json", "application/json"),
        _W3C + "SPARQL_Results_JSON",
    ),
    Format(
        "xml",
        ("application/sparql-results+xml", "application/xml", "text/xml"),
        _W3C + "SPARQL_Results_XML",
    ),
    Format("csv", ("text/csv",), _W3C + "SPARQL_Results_CSV"),
    Format("tsv", ("text/tab-separated-values",), _W3C + "SPARQL_Results_TSV"),
)

#: For CONSTRUCT and DESCRIBE, and for descriptions of the service and the data.
GRAPHS = (
    Format("turtle", ("text/turtle", "application/x-turtle"), _W3C + "Turtle"),
    Format("ntriples", ("application/n-triples",), _W3C + "N-Triples"),
    Format("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), _W3C + "RDF_XML"),
    Format("jsonld", ("application/ld+json", "application/json"), _W3C + "JSON-LD"),
)

#: Pages for people.
PAGES = (Format("html", ("text/html", "application/xhtml+xml"), ""),)


def content_type(media_type: str) -> str:
    """Return the header for a media type: with its character set where the type has that parameter.

    >>> content_type("text/turtle"), content_type("application/ld+json")
    ('text/turtle; charset=utf-8', 'application/ld+json')
    """
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
