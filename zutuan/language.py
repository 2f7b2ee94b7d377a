"""In which language the command line speaks: `--lang`, else `ZUTUAN_LANG`, else what the locale says."""

from collections.abc import Mapping, Sequence

from solver.texts import LANGUAGES, Language


def language_for(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language of a call. Chinese where nothing is said: a bare or C locale is what servers have."""
    return _asked(arguments) or _known(environment.get("ZUTUAN_LANG", "")) or _of_locale(environment)


def _asked(arguments: Sequence[str]) -> Language | None:
    """Read `--lang` before anything is parsed, since help and usage errors are texts as well."""
    asked = None
    for argument, following in zip(arguments, (*arguments[1:], ""), strict=False):
        if argument == "--lang":
            asked = _known(following)
        elif argument.startswith("--lang="):
            asked = _known(argument.removeprefix("--lang="))
    return asked


def _known(name: str) -> Language | None:
    return next((language for language in LANGUAGES if language == name.strip().lower()), None)


def _of_locale(environment: Mapping[str, str]) -> Language:
    said = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "C")
    word = said.split(".")[0].split("_")[0].lower()
    return "zh" if word in ("zh", "c", "posix", "") else "en"
