"""Articles that phrases pass over although another phrase ends with them.

Of "exchange of" and "exchange [of] letters", both in the lexicon, a reader who follows the first
would miss the second; what may follow "exchange" is therefore entered after "exchange of" too.
"""

from __future__ import annotations

from collections.abc import Container

from mithaq.extract.words.trie import END, Node


def pass_over(root: Node, articles: Container[str]) -> None:
    """Let each article that ends a phrase go on to what may follow the words before it."""
    for node in root.values():
        _pass_over(node, articles)


def _pass_over(node: Node, articles: Container[str]) -> None:
    following = {key: after for key, after in node.items() if key != END}
    for key, after in following.items():
        _pass_over(after, articles)
        if key in articles:
            others = {k: n for k, n in following.items() if k not in articles}
            node[key] = _merged(after, others)


def _merged(one: Node, other: Node) -> Node:
    """Return what either of two nodes leads to; neither is changed."""
    both = dict(one)
    for key, after in other.items():
        if key not in both:
            both[key] = after
        elif key == END:
            both[key] = [*both[key], *(e for e in after if e not in both[key])]
        else:
            both[key] = _merged(both[key], after)
    return both
