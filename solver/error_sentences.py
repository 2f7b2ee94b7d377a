"""Errors as sentences for the person who meets them; the exceptions themselves speak to programmers."""

from solver.domain.finding import Finding, Severity
from solver.errors import InvalidInstance, InvalidPlan, InvalidQuestion, SearchDied
from solver.texts import Language, say
from solver.validation import sentence


def located(finding: Finding, language: Language) -> str:
    """Return what is wrong, after the place where it is."""
    return f"{finding.where}: {sentence(finding, language)}" if finding.where else sentence(finding, language)


def error_sentences(error: Exception, language: Language) -> tuple[str, ...]:
    """Return the sentences that tell an error, one for each problem of an instance; errors of other kinds as ours."""
    match error:
        case InvalidInstance():
            wrong = (finding for finding in error.findings if finding.severity is Severity.ERROR)
            return tuple(located(finding, language) for finding in wrong)
        case InvalidPlan():
            return (say("error.plan", language, text=error),)
        case InvalidQuestion():
            return (say("error.question", language, text=error),)
        case SearchDied():
            return (say("error.search_died", language, cause=error),)
        case OSError():
            place = "?" if error.filename is None else error.filename
            return (say("error.file", language, file=place, text=error.strerror or error),)
        case _:
            return (say("error.bug", language, name=type(error).__name__, text=error),)
