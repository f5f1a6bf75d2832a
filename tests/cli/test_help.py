"""Every command and option is explained, in three languages, and nothing that is not there."""

from __future__ import annotations

import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from mithaq.cli.app import app
from mithaq.cli.command import Command
from mithaq.cli.help import option_key
from mithaq.messages import LANGUAGES, catalogue


def commands() -> dict[str, Command]:
    context = click.Context(app)
    there = app.list_commands(context)
    found = {name: app.get_command(context, name) for name in there}
    return {name: command for name, command in found.items() if isinstance(command, Command)}


COMMANDS = commands()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_help_page_names_every_option(name: str, lang: str) -> None:
    page = CliRunner().invoke(app, ["--lang", lang, name, "--help"])
    assert page.exit_code == 0
    for param in COMMANDS[name].own_params:
        shown = param.opts if isinstance(param, click.Option) else [str(param.name).upper()]
        assert all(word in page.output for word in shown), param.name


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_no_words_explain_what_is_not_there(name: str, lang: str) -> None:
    own = COMMANDS[name].own_params
    options = {f"option.{option_key(p)}" for p in own if isinstance(p, click.Option)}
    arguments = {f"argument.{p.name}" for p in own if isinstance(p, click.Argument)}
    explained = {key for key in catalogue(lang, f"help-{name}") if "." in key}
    assert explained <= options | arguments
    assert arguments <= explained


@pytest.mark.parametrize("name", COMMANDS)
def test_an_option_means_the_same_everywhere(name: str) -> None:
    """No option of a command is called as one that all commands take."""
    common = [name for p in app.params for name in p.opts]
    own = [name for p in COMMANDS[name].own_params for name in p.opts]
    assert set(own).isdisjoint(common)
    assert len(own) == len(set(own))


def test_starting_loads_nothing_heavy() -> None:
    """What a point query or a help page does not need must not be read when the program starts."""
    code = (
        "import sys, mithaq.cli.edge, mithaq.cli.query, mithaq.warm\n"
        "heavy = {'rdflib', 'pyshacl', 'filelock', 'tomllib', 'json', 'hashlib', 'shutil',"
        " 'mithaq.build', 'mithaq.textfold'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "\n"
