"""`zutuan validate`: every finding about an instance, all at once."""

import json as json_module

import typer

from solver.domain.finding import Finding, Severity
from solver.error_sentences import located
from zutuan import options
from zutuan.exits import Exit
from zutuan.inputs import findings_of
from zutuan.outlet import tables, write_text
from zutuan.speaker import Speaker, speaker_of


def validate(
    context: typer.Context,
    instance: options.InstanceArgument,
    json: options.Json = False,
    lang: options.LangOption = None,
) -> Exit:
    """Print all findings on standard output, errors first."""
    speaker = speaker_of(context)
    _, findings = findings_of(instance)
    if json:
        write_text(json_module.dumps([finding.model_dump(mode="json") for finding in findings], ensure_ascii=False))
    else:
        with tables() as console:
            for finding in findings:
                console.print(_line(finding, speaker), markup=False, soft_wrap=True)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    speaker.say("validated", findings=len(findings), errors=errors)
    return Exit.BAD_INPUT if errors else Exit.DONE


def _line(finding: Finding, speaker: Speaker) -> str:
    return f"{speaker.text(f'severity.{finding.severity}')} {located(finding, speaker.language)}"
