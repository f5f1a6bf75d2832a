"""What the endpoint says of itself and of its data: service description, VoID, example queries.

What is fixed lies in ``data/*.ttl``, what is counted in ``queries/*.rq``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from mithaq.endpoint.formats import GRAPHS, RESULTS
from mithaq.endpoint.frames import Answer, Question
from mithaq.endpoint.graphs import write_graph
from mithaq.questions import Question as Prepared
from mithaq.sparql.guard import outline

_HERE = Path(__file__).parent
_SD = "http://www.w3.org/ns/sparql-service-description#"
_SH = "http://www.w3.org/ns/shacl#"
_SCHEMA = "https://schema.org/"
_VOID = "http://rdfs.org/ns/void#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_A = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_DATASET = ox.NamedNode("https://w3id.org/mithaq/dataset")
_ANY_URI = ox.NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")
_MOST = 1 << 30

_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": _RDFS,
    "schema": _SCHEMA,
    "sd": _SD,
    "sh": _SH,
    "void": _VOID,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

Ask = Callable[[Question], Awaitable[Answer]]


def service(url: str, views: Iterable[str]) -> Iterator[ox.Triple]:
    """Yield the SPARQL 1.1 service description of the endpoint at ``url``."""
    yield from _file("service.ttl", url)
    for form in (*RESULTS, *GRAPHS):
        yield _triple(url, _SD + "resultFormat", ox.NamedNode(form.iri))
    for place, view in enumerate(views):
        name = ox.NamedNode(f"{url}#view{place}")
        yield _triple(f"{url}#dataset", _SD + "namedGraph", name)
        yield ox.Triple(name, _A, ox.NamedNode(_SD + "NamedGraph"))
        yield ox.Triple(name, ox.NamedNode(_SD + "name"), ox.NamedNode(view))


async def dataset(url: str, ask: Ask) -> tuple[ox.Triple, ...]:
    """Return the VoID description of the data behind the endpoint at ``url``.

    Counts that cannot be made within the limits are left out.
    """
    found = [*_file("dataset.ttl", url)]
    found.append(ox.Triple(_DATASET, ox.NamedNode(_VOID + "sparqlEndpoint"), ox.NamedNode(url)))
    for path in sorted((_HERE / "queries").glob("*.rq")):
        answer = await ask(Question(path.read_text("utf-8"), graph="ntriples"))
        if answer.ok:
            found += (q.triple for q in ox.parse(answer.body, ox.RdfFormat.N_TRIPLES))
    return tuple(found)


def examples(
    url: str, questions: Iterable[Prepared], prefixes: Mapping[str, str]
) -> Iterator[ox.Triple]:
    """Yield the prepared questions as ``sh:SPARQLExecutable``, and the prefixes known here.

    The form is that of sib-swiss/sparql-examples, so that editors find them.
    """
    known = f"{url}#prefixes"
    for prefix, iri in prefixes.items():
        name = f"{url}#prefix-{prefix}"
        yield _triple(known, _SH + "declare", ox.NamedNode(name))
        yield _triple(name, _SH + "prefix", ox.Literal(prefix))
        yield _triple(name, _SH + "namespace", ox.Literal(iri, datatype=_ANY_URI))
    for question in questions:
        yield from _example(f"{url}#{question.name}", url, question, known)


def write(triples: Iterable[ox.Triple], name: str) -> bytes:
    """Return a description in the RDF format ``name``."""
    return write_graph(triples, name, _PREFIXES, _MOST, _MOST).body


def _example(iri: str, url: str, question: Prepared, prefixes: str) -> Iterator[ox.Triple]:
    form = outline(question.text).form.capitalize()
    name = ox.NamedNode(iri)
    yield ox.Triple(name, _A, ox.NamedNode(_SH + "SPARQLExecutable"))
    yield ox.Triple(name, _A, ox.NamedNode(f"{_SH}SPARQL{form}Executable"))
    yield _triple(iri, _SH + form.lower(), ox.Literal(question.text))
    yield _triple(iri, _SH + "prefixes", ox.NamedNode(prefixes))
    yield _triple(iri, _SCHEMA + "target", ox.NamedNode(url))
    for lang, text in question.title.texts:
        yield _triple(iri, _RDFS + "label", ox.Literal(text, language=lang))
    for lang, text in question.description.texts:
        yield _triple(iri, _RDFS + "comment", ox.Literal(text, language=lang))
    for keyword in question.keywords:
        yield _triple(iri, _SCHEMA + "keywords", ox.Literal(keyword))


def _file(name: str, base: str) -> Iterator[ox.Triple]:
    text = (_HERE / "data" / name).read_bytes()
    yield from (quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE, base_iri=base))


def _triple(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)
