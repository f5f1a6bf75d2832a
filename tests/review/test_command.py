"""``mithaq review`` as a curator uses it, on a copy of the small knowledge base."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from mithaq.cli.app import app
from mithaq.errors import InputError
from mithaq.turtle import is_canonical
from review.texts import SOURCE, candidates

KNOWN = "a mq:Provision ; mq:topic topic:terrorism"
NEW = "a mq:Provision ; mq:topic topic:cbrn"
NAMED = 'a mq:Description ; mq:calledKind kind:memorandum ; mq:title "مذكرة تفاهم للتعاون الأمني والتنسيق"@ar'
SIGNED = """a mq:LifecycleEvent ; mq:stage stage:signature ; mq:modality modality:occurred ;
  mq:date "2014-05-20"^^xsd:date"""
REFUSED = 'a mq:Provision ; mq:duration "P5Y"^^xsd:duration ; mq:topic topic:cbrn'
ARTICLE = (
    "Rabat, 2 October 2014. Morocco and Bahrain signed on 12 March 2014 in Marrakesh a memorandum "
    "of understanding on security cooperation. The memorandum provides for the fight against "
    "terrorism, the exchange of information and training.\n"
)


class Bench:
    """A home to change, and a way to run the command on a file of candidates in it."""

    def __init__(self, home: Path) -> None:
        self.home, self.extracted = home, home / "kb" / "extracted"

    def review(
        self, *arguments: str, said: tuple[str, ...] = (), keys: str = "", lang: str = "en"
    ) -> Result:
        """Review candidates, each key or line of an answer on a line of its own."""
        file = self.home / "news.ttl"
        file.write_text(candidates(*said), "utf-8")
        return self.run(str(file), *arguments, keys=keys, lang=lang)

    def run(self, *arguments: str, keys: str = "", lang: str = "en") -> Result:
        where = ["--home", str(self.home), "--no-cache", "--lang", lang]
        lines = "".join(f"{key}\n" for key in keys.split("/")) if keys else ""
        return CliRunner().invoke(app, ["review", *arguments, *where], input=lines)

    def facts(self) -> str:
        """The facts that reviews have written."""
        return "".join(p.read_text("utf-8") for p in sorted(self.extracted.glob("*.ttl")))

    def decisions(self) -> list[tuple[str, str, str]]:
        """What was decided: what it says, the verdict, what it became or why not."""
        path = self.extracted / "decisions.jsonl"
        kept = (
            [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            if path.exists()
            else []
        )
        return [(d["says"], d["verdict"], d.get("became", d.get("reason", ""))) for d in kept]


@pytest.fixture
def bench(home: Path) -> Bench:
    return Bench(home)


def test_one_by_one(bench: Bench) -> None:
    told = bench.review(said=(KNOWN, NEW, NAMED, SIGNED), keys="/a/r/no word of it/a/l")
    assert told.exit_code == 0
    assert "further evidence for terrorism" not in told.stdout
    assert "further evidence for bh-2014-mou.terrorism" in told.stdout
    assert "⟦words⟧" in told.stdout
    assert bench.decisions() == [
        ("Description kind:memorandum", "accepted", "id:bh-2014-mou.description-ministry"),
        ("LifecycleEvent 2014-05-20 modality:occurred stage:signature", "later", ""),
        ("Provision topic:cbrn", "rejected", "no word of it"),
        ("Provision topic:terrorism", "accepted", "id:bh-2014-mou.terrorism"),
    ]
    assert is_canonical(bench.facts())
    assert "id:bh-2014-mou.terrorism\n    mq:evidence ev:news.0-5 ;" in bench.facts()
    assert "cbrn" not in bench.facts()


def test_running_again_asks_only_what_was_put_off(bench: Bench) -> None:
    said = (KNOWN, NEW, SIGNED)
    bench.review(said=said, keys="1/a/r/no/l")
    again = bench.review(said=said, keys="/r/another text")
    assert (again.exit_code, again.stdout.count("⟦words⟧")) == (0, 1)
    assert "disagrees with bh-2014-mou.signature" in again.stdout
    last = bench.review(said=said)
    assert "Everything in it was decided before." in last.stderr


def test_a_disagreement_is_weighed_in_the_curators_own_words(bench: Bench) -> None:
    words = "When was it signed?/متى وُقّعت؟/Quand fut-elle signée ?/Four say March./أربعة./Quatre."
    told = bench.review(said=(NAMED, SIGNED), keys=f"/a/a/{words}/k")
    assert told.exit_code == 0
    assert "mq:prefers id:bh-2014-mou.signature ;" in bench.facts()
    assert '"Quand fut-elle signée ?"@fr' in bench.facts()


def test_the_gate_refuses_and_no_fact_is_written(bench: Bench) -> None:
    before = {p: p.read_bytes() for p in (bench.home / "kb").rglob("*.ttl")}
    told = bench.review(said=(REFUSED, KNOWN), keys="/a/r/no")
    assert told.exit_code == 1
    assert "Provision-lasting" in told.stdout and "id:bh-2014-mou.cbrn" in told.stdout
    assert {p: p.read_bytes() for p in (bench.home / "kb").rglob("*.ttl")} == before
    assert [verdict for _, verdict, _ in bench.decisions()] == ["rejected"]


def test_an_input_that_ends_decides_nothing(bench: Bench) -> None:
    told = bench.review(said=(KNOWN, NEW), keys="/a")
    assert told.exit_code == 1 and isinstance(told.exception, click.Abort | SystemExit)
    assert (bench.decisions(), bench.facts()) == ([], "")


def test_quitting_keeps_what_was_decided(bench: Bench) -> None:
    told = bench.review(said=(KNOWN, NEW), keys="/a/q")
    assert told.exit_code == 0
    assert [verdict for _, verdict, _ in bench.decisions()] == ["accepted"]


def test_another_cooperation_can_be_named(bench: Bench) -> None:
    told = bench.review(said=(KNOWN, NEW), keys="nonsense/be-2014-convention/a/m/bh-2014-mou/a")
    assert told.exit_code == 0 and "nonsense" in told.stderr
    became = {says: became for says, _, became in bench.decisions()}
    assert became["Provision topic:cbrn"] == "id:bh-2014-mou.cbrn"
    assert became["Provision topic:terrorism"].startswith("id:be-2014-convention.")


def test_a_whole_candidate_can_be_new_or_rejected(bench: Bench) -> None:
    bench.review(said=(KNOWN,), keys="n/a")
    assert "id:bh-2014-cooperation\n    a mq:Instrument" in bench.facts()
    assert '"Cooperation, Morocco–Bahrain, 2014"@en' in bench.facts()
    bench.review(said=(NEW, SIGNED), keys="r/not about Morocco")
    assert sorted(v for _, v, _ in bench.decisions()) == ["accepted", "rejected", "rejected"]


def test_a_statement_can_be_edited(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "sed -i s/topic:cbrn/topic:drug-trafficking/")
    told = bench.review(said=(NEW,), keys="1/e/a")
    assert told.exit_code == 0
    assert "mq:topic topic:drug-trafficking" in bench.facts()
    assert bench.decisions() == [
        ("Provision topic:cbrn", "accepted", "id:bh-2014-mou.drug-trafficking")
    ]


def test_a_batch_asks_nothing(bench: Bench) -> None:
    told = bench.review("--accept-above", "0.5", said=(KNOWN, NEW, NAMED, SIGNED))
    assert told.exit_code == 0
    assert [(says.split()[0], verdict) for says, verdict, _ in bench.decisions()] == [
        ("Description", "accepted"),
        ("Provision", "accepted"),
        ("Provision", "accepted"),
    ]
    assert "1 statement is left for a person to decide." in told.stderr


def test_a_dry_run_writes_nothing(bench: Bench) -> None:
    told = bench.review("--accept-above", "0.5", "--dry-run", said=(KNOWN, NEW))
    assert told.exit_code == 0
    assert "covers:" in told.stdout and "Nothing was written." in told.stderr
    assert not bench.extracted.exists()


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ("candidate statements", "further evidence for", "Kept 3 decisions")),
        ("fr", ("énoncés candidats", "preuve de plus pour", "3 décisions gardées")),
        ("ar", ("أقوال مرشحة", "دليل آخر على", "حُفظت 3 قرارات")),
    ],
)
def test_it_speaks_three_languages(bench: Bench, lang: str, sentences: tuple[str, ...]) -> None:
    told = bench.review(said=(KNOWN, NEW, NAMED), keys="/a/a/a", lang=lang)
    assert told.exit_code == 0
    assert [s for s in sentences if s not in told.stdout + told.stderr] == []


def test_letters_of_ones_own_language_are_understood(bench: Bench) -> None:
    bench.review(said=(KNOWN, NEW), keys="/ق/ر/لا يقوله المقال", lang="ar")
    assert [v for _, v, _ in bench.decisions()] == ["rejected", "accepted"]


def test_from_an_article_to_a_fact(bench: Bench) -> None:
    """The source is described by options, the title by a question."""
    file = bench.home / "article.txt"
    file.write_text(ARTICLE, "utf-8")
    with pytest.raises(InputError, match="--title"):
        raise bench.run(str(file), "--accept-above", "0.5").exception or AssertionError
    options = ("--publisher", "A paper", "--source-type", "press", "--title", "ar=خبر")
    told = bench.run(str(file), *options, "--title", "Report", "--accept-above", "0.5")
    assert told.exit_code == 0
    assert "id:bh-2014-mou.signature\n    mq:evidence" in bench.facts()
    assert 'mq:publisher "A paper"' in bench.facts() and '"Report"@en' in bench.facts()
    assert 'mq:published "2014-10-02"' in bench.facts()
    assert "as extracted" not in bench.facts()


def test_a_source_is_asked_for(bench: Bench) -> None:
    file = bench.home / "article.txt"
    file.write_text(ARTICLE.replace("Rabat, 2 October 2014. ", ""), "utf-8")
    source = "Report/A paper/nonsense/press/not a day/2014-10"
    told = bench.run(str(file), keys=f"{source}/q")
    assert "nonsense" in told.stderr and "not a day" in told.stderr
    assert (told.exit_code, bench.facts()) == (0, "")


def test_words_are_checked_in_a_folder_of_texts(bench: Bench) -> None:
    from hashlib import sha256

    text = "words of an article"
    (bench.home / "texts").mkdir()
    (bench.home / "texts" / "news.txt").write_text(text, "utf-8")
    source = SOURCE.replace(
        "mq:language", f'mq:sha256 "{sha256(text.encode()).hexdigest()}" ; mq:language'
    )
    file = bench.home / "news.ttl"
    file.write_text(candidates(KNOWN, source=source), "utf-8")
    told = bench.run(str(file), "--texts", str(bench.home / "texts"), keys="1/q")
    assert "⟦words⟧ of an article" in told.stdout


def test_one_bad_file_does_not_stop_the_rest(bench: Bench) -> None:
    bad, good = bench.home / "a.ttl", bench.home / "b.ttl"
    bad.write_text("id:c a", "utf-8")
    good.write_text(candidates(KNOWN), "utf-8")
    told = bench.run(str(bad), str(good), "--accept-above", "0.1")
    assert told.exit_code == 1 and "a.ttl:1:1:" in told.stderr
    assert [verdict for _, verdict, _ in bench.decisions()] == ["accepted"]


def test_a_text_without_candidates_is_named(bench: Bench) -> None:
    file = bench.home / "empty.txt"
    file.write_text("The weather was fine in Rabat.\n", "utf-8")
    told = bench.run(str(file))
    assert (told.exit_code, told.stdout) == (0, "")
    assert "no security cooperation of Morocco was found" in told.stderr


@pytest.mark.parametrize("lang", ["en", "ar", "fr"])
def test_every_option_is_explained(bench: Bench, lang: str) -> None:
    told = bench.run("--help", lang=lang)
    assert told.exit_code == 0
    assert all(
        f"--{name}" in told.stdout for name in ("accept-above", "also-new", "title", "texts")
    )
