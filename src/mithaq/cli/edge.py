"""The edge of the process: words for every fault, exit codes, closed pipes, interruptions.

Exit codes: 0 fine; 1 the data are at fault; 2 the command could not run; 130 interrupted (Ctrl-C)
and 141 the reader closed the pipe, as a shell reports both signals.
"""

from __future__ import annotations

import atexit
import errno
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import NoReturn

import click

from mithaq.cli.app import app
from mithaq.cli.speech import spoken
from mithaq.errors import GateError, MithaqError

#: What a shell sets when it asks for completions (click, "Shell Completion").
COMPLETION = "_MITHAQ_COMPLETE"

DATA_AT_FAULT, COULD_NOT_RUN, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141


def main() -> None:
    """Run the program with the arguments of the process, and end the process."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    if COMPLETION in os.environ:
        app.main(prog_name="mithaq", complete_var=COMPLETION)
    _leave(run(sys.argv[1:]))


def _leave(code: int) -> NoReturn:
    """End the process; where no other thread is at work, without taking everything apart first,
    which would be a fifth of the time of a short command.
    """
    if threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; faults become one sentence on standard error."""
    lang = spoken(arguments)
    try:
        code = _invoke(arguments)
        sys.stdout.flush()
        return code
    except MithaqError as error:
        _say(error.say(lang), lang)
        return DATA_AT_FAULT if isinstance(error, GateError) else COULD_NOT_RUN
    except click.UsageError as error:
        from mithaq.cli.usage import usage_fault

        _say(usage_fault(error, lang), lang)
        return COULD_NOT_RUN
    except (click.Abort, KeyboardInterrupt):
        from mithaq.cli.speech import tell

        print(file=sys.stderr)
        tell("cli.interrupted", lang)
        return INTERRUPTED
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.EINVAL) or not _pipe_is_closed(error):
            raise
        return PIPE_CLOSED


def _invoke(arguments: Sequence[str]) -> int:
    """Run the command; click's own handling of faults and pipes is left out, ours is below."""
    try:
        with app.make_context("mithaq", list(arguments)) as ctx:
            app.invoke(ctx)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    return 0


def _say(sentence: str, lang: str) -> None:
    from mithaq.cli.width import directed

    print(directed(f"mithaq: {sentence}", lang), file=sys.stderr)


def _pipe_is_closed(error: OSError) -> bool:
    """Tell whether our reader is gone, and if so let the last flush at exit go nowhere."""
    if error.errno == errno.EINVAL and os.name != "nt":
        return False
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return True
