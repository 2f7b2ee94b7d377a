"""The command line as Typer sees it, and its help in the language of the call."""

from typing import Annotated, Any

import typer
from rich.text import Text
from typer import rich_utils
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from solver import __version__
from solver.texts import Language, catalogue
from zutuan.commands.backup import backup
from zutuan.commands.batch import batch
from zutuan.commands.bench import bench
from zutuan.commands.check import check
from zutuan.commands.compare import compare
from zutuan.commands.explain import explanations
from zutuan.commands.generate import generate
from zutuan.commands.pair import pair
from zutuan.commands.purge import purge
from zutuan.commands.schema import schema
from zutuan.commands.serve import serve
from zutuan.commands.solve import solve
from zutuan.commands.template import template
from zutuan.commands.token import token_commands
from zutuan.commands.validate import validate
from zutuan.options import LangOption
from zutuan.outlet import write_text

_text_of_help = rich_utils._make_rich_text  # noqa: SLF001  # typer has no public place to say how help wraps

_COMMANDS = (solve, pair, check, compare, validate, template, schema, batch, generate, bench, serve, backup, purge)


def command_line(language: Language) -> TyperGroup:
    """Return all commands, with the keys that stand for help texts replaced by the texts."""
    app = typer.Typer(name="zutuan", add_completion=False)
    app.callback(help="cli.help.zutuan")(_zutuan)
    for command in _COMMANDS:
        app.command(command.__name__, help=f"cli.help.{command.__name__}")(command)
    app.add_typer(explanations())
    app.add_typer(token_commands())
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    _translate(group, catalogue(language))
    rich_utils._make_rich_text = _folded  # noqa: SLF001  # as above
    return group


def _folded(**given: Any) -> Any:
    """Return a text of the help that breaks anywhere: Rich takes Chinese for one long word, and cuts off what is too long."""
    text = _text_of_help(**given)
    if isinstance(text, Text):
        text.overflow = "fold"
    return text


def _print_version(asked: bool) -> None:
    if asked:
        write_text(f"zutuan {__version__}")
        raise typer.Exit


def _zutuan(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="cli.help.version")
    ] = False,
    lang: LangOption = None,
) -> None:
    pass


def _translate(command: TyperCommand | TyperGroup, texts: dict[str, str]) -> None:
    command.help = texts[str(command.help)]
    for parameter in command.params:
        if isinstance(parameter, TyperOption | TyperArgument) and _is_key(parameter.help):
            parameter.help = texts[str(parameter.help)]
    if isinstance(command, TyperGroup):
        for member in command.commands.values():
            assert isinstance(member, TyperCommand | TyperGroup)
            _translate(member, texts)


def _is_key(text: str | None) -> bool:
    """Whether a help text is a key of the catalogue; that of `--help` itself is none."""
    return text is not None and text.startswith("cli.help.")
