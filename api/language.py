"""In which language the service speaks: what the request prefers among ours, Chinese where it says nothing."""

from starlette.requests import HTTPConnection

from solver.texts import LANGUAGES, Language

DEFAULT: Language = "zh"


def language_of(request: HTTPConnection) -> Language:
    """Return the language of a request: `?lang=`, for links that carry no header, else Accept-Language."""
    asked = request.query_params.get("lang", "")
    named = next((language for language in LANGUAGES if language == asked), None)
    return named or preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> Language:
    """Return the language that an Accept-Language header puts first among ours (RFC 9110, 12.5.4)."""
    best, chosen = 0.0, DEFAULT
    for part in header.split(","):
        word, _, parameter = part.partition(";")
        tag = word.strip().lower().split("-")[0]
        language = DEFAULT if tag == "*" else next((known for known in LANGUAGES if known == tag), None)
        if language is not None and (weight := _weight(parameter)) > best:
            best, chosen = weight, language
    return chosen


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
