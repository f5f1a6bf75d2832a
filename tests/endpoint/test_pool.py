"""The life of the processes behind the endpoint: killed, replaced, started again, exchanged."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Coroutine
from pathlib import Path

import pytest

from mithaq.endpoint.cache import Answers
from mithaq.endpoint.create import create_endpoint
from mithaq.endpoint.frames import Answer, Question
from mithaq.endpoint.limits import Limits
from mithaq.endpoint.nursery import Plan
from mithaq.endpoint.pool import Pool
from mithaq.errors import InputError, StoreError
from mithaq.store import create, load_files

COUNT = Question("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", results="csv")
ENDLESS = Question("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pool") / "data.nt"
    path.write_text("".join(f'<a:{n}> <a:b> "{n}" .\n' for n in range(3000)), "utf-8")
    return path


def plan(place: Path, limits: Limits) -> Plan:
    return Plan({"http://example.org/view": str(place)}, {}, limits, "")


def run(life: Coroutine[None, None, None]) -> None:
    asyncio.run(asyncio.wait_for(life, 60))


def test_a_worker_too_slow_is_killed_and_replaced(data: Path) -> None:
    async def life() -> None:
        pool = Pool(plan(data, Limits(workers=1, slow_workers=1, seconds=0.3, quick_seconds=0.1)))
        assert (await pool.ask(ENDLESS)).outcome == "time"
        assert (await pool.ask(COUNT)).body == b"n\r\n3000\r\n"
        await pool.close()

    run(life())


def test_a_caller_who_gives_up_frees_the_worker(data: Path) -> None:
    async def life() -> None:
        pool = Pool(plan(data, Limits(workers=1, slow_workers=1, seconds=30, quick_seconds=0.1)))
        await pool.start()
        for _ in range(3):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(pool.ask(ENDLESS), 0.2)
        assert (await pool.ask(COUNT)).ok
        await pool.close()

    run(life())


def test_more_questions_than_may_wait_are_turned_away(data: Path) -> None:
    async def life() -> None:
        limits = Limits(
            workers=1, slow_workers=1, seconds=1, quick_seconds=0.9, queue=2, queue_seconds=0.2
        )
        pool = Pool(plan(data, limits))
        await pool.start()
        answers = await asyncio.gather(*(pool.ask(ENDLESS) for _ in range(4)))
        assert sorted(a.outcome for a in answers) == ["busy", "busy", "busy", "time"]
        await pool.close()

    run(life())


def test_a_nursery_that_was_killed_is_started_again(data: Path) -> None:
    async def life() -> None:
        pool = Pool(plan(data, Limits(workers=2, seconds=0.3, quick_seconds=0.1)))
        await pool.start()
        process = pool._nursery._process
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        answers = [await pool.ask(question) for question in (ENDLESS, ENDLESS, COUNT, COUNT)]
        assert [a.ok for a in answers] == [False, False, True, True]
        await pool.close()

    run(life())


def test_data_that_cannot_be_loaded_are_an_error(tmp_path: Path) -> None:
    async def life(place: Path, said: str) -> None:
        pool = Pool(plan(place, Limits(workers=1)))
        with pytest.raises(StoreError, match=said):
            await pool.start()
        await pool.close()

    bad = tmp_path / "bad.ttl"
    bad.write_text("this is no Turtle", "utf-8")
    run(life(bad, "cannot be loaded"))
    run(life(tmp_path / "absent.ttl", "No such file"))
    (tmp_path / "empty").mkdir()
    run(life(tmp_path / "empty", "cannot be read"))


@pytest.mark.parametrize("in_memory_bytes", [1, 1 << 30])
def test_a_store_on_disk_is_held_in_memory_or_opened_by_each(
    data: Path, tmp_path: Path, in_memory_bytes: int
) -> None:
    store = create(tmp_path / "store")
    load_files(store, [data])
    store.flush()
    del store

    async def life() -> None:
        limits = Limits(workers=2, in_memory_bytes=in_memory_bytes, seconds=0.5, quick_seconds=0.2)
        pool = Pool(plan(tmp_path / "store", limits))
        for question, good in ((COUNT, True), (ENDLESS, False), (COUNT, True), (COUNT, True)):
            assert (await pool.ask(question)).ok is good
        await pool.close()

    run(life())


def test_other_data_take_over_without_turning_anybody_away(data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.nt"
    other.write_text('<a:a> <a:b> "1" .\n', "utf-8")
    view = "http://example.org/view"

    async def life() -> None:
        endpoint = create_endpoint({view: data}, Limits(workers=2, seconds=2, quick_seconds=0.1))
        async with endpoint.lifespan():
            old = asyncio.ensure_future(endpoint.ask(ENDLESS))
            assert (await endpoint.ask(COUNT)).body == b"n\r\n3000\r\n"
            await endpoint.reload({view: other})
            assert (await endpoint.ask(COUNT)).body == b"n\r\n1\r\n"
            assert (await old).outcome == "time"
            with pytest.raises(StoreError):
                await endpoint.reload({view: tmp_path / "absent.nt"})
            assert (await endpoint.ask(COUNT)).body == b"n\r\n1\r\n"

    run(life())


def test_what_many_ask_at_once_is_asked_once() -> None:
    made = 0

    async def make() -> Answer:
        nonlocal made
        made += 1
        await asyncio.sleep(0)
        return Answer("ok", body=b"x" * 10)

    async def life() -> None:
        answers = Answers(max_bytes=200)
        given = await asyncio.gather(*(answers.get("key", make) for _ in range(50)))
        assert {answer.body for answer in given} == {b"x" * 10}
        assert made == 1
        for number in range(30):
            await answers.get(f"other {number}", make)
        assert made == 31
        await answers.get("other 29", make)
        assert made == 31
        await answers.get("key", make)
        assert made == 32

    run(life())


def test_limits_are_positive() -> None:
    with pytest.raises(InputError, match="seconds: a limit is a positive number, not 0"):
        Limits(seconds=0)
