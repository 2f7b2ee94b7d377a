"""`zutuan explain`: why the answer is as it is; one module per question.

A question is a function with the parameters of its command. Its name is the command's, underscores as dashes; its help is
`cli.help.explain.<name>`.
"""

from collections.abc import Callable

import typer

from zutuan.commands.explain.certificate import certificate
from zutuan.commands.explain.choices import choices
from zutuan.commands.explain.conflict import conflict
from zutuan.commands.explain.marginal import marginal
from zutuan.commands.explain.reasons import reasons
from zutuan.commands.explain.relax import relax
from zutuan.commands.explain.why_not import why_not
from zutuan.exits import Exit

QUESTIONS: tuple[Callable[..., Exit], ...] = (reasons, certificate, choices, marginal, conflict, relax, why_not)
"""What can be asked, in the order of the help."""


def explanations() -> typer.Typer:
    """Return the sub-commands of `zutuan explain`."""
    app = typer.Typer(name="explain", add_completion=False, no_args_is_help=True)
    app.callback(help="cli.help.explain.explain")(_explain)
    for question in QUESTIONS:
        app.command(question.__name__.replace("_", "-"), help=f"cli.help.explain.{question.__name__}")(question)
    return app


def _explain() -> None:
    pass
