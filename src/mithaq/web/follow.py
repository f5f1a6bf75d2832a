"""Having queries answered from the knowledge base as it is after a change."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp

from mithaq.endpoint.create import Endpoint
from mithaq.errors import MithaqError
from mithaq.knowledge import KnowledgeBase
from mithaq.web.views import views

_log = logging.getLogger(__name__)


class Follower:
    """Makes an endpoint go over to each new state of the knowledge base, or to the newest of many.

    Nobody waits for it: until the new views are loaded, queries are answered from the old ones.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._newest: KnowledgeBase | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """Follow while the application runs; the endpoint must run longer."""
        with TemporaryDirectory() as folder:
            self._folder, self._loop = Path(folder), asyncio.get_running_loop()
            try:
                yield
            finally:
                self._loop = self._newest = None
                if self._task is not None:
                    await self._task

    def follow(self, kb: KnowledgeBase) -> None:
        """Take note of a new state; may be called from any thread."""
        loop = self._loop
        if loop is not None:
            self._newest = kb
            loop.call_soon_threadsafe(self._begin)

    def _begin(self) -> None:
        if self._newest is not None and (self._task is None or self._task.done()):
            self._task = asyncio.ensure_future(self._catch_up())

    async def _catch_up(self) -> None:
        while self._newest is not None:
            kb, self._newest = self._newest, None
            old, folder = list(self._folder.iterdir()), Path(mkdtemp(dir=self._folder))
            try:
                await self._endpoint.reload(await asyncio.to_thread(views, kb, folder))
            except MithaqError:
                _log.exception("queries are still answered from before the last change")
                old = [folder]
            for path in old:
                rmtree(path)
