"""The answer to a why-not in words."""

from collections.abc import Iterator

from solver.domain.document import PostId, SpecialistId
from solver.domain.explanation import GoalChange
from solver.domain.plan import Tour
from solver.explain.conflict.sentences import claim_sentence
from solver.explain.why_not.documents import Barred, Move, Obstacle, WhyNot
from solver.report.names import Names
from solver.texts import catalogue, say

MOST_PEOPLE = 12
"""People and moves said one by one; the answer's data has all."""


def question(answer: WhyNot, names: Names) -> str:
    """Return what was asked, in words."""
    when = names.span(answer.period, answer.period + 1)
    return _say("question", names, who=names.anything(answer.who), post=names.anything(answer.post), when=when)


def lines(answer: WhyNot, names: Names) -> Iterator[str]:
    """Yield the answer line by line."""
    if answer.verdict == "there":
        yield _say("there", names)
        return
    yield from _barred(answer, names)
    match answer.verdict:
        case "impossible":
            yield _say("impossible" if answer.conflict else "impossible_unknown", names)
            yield from (f"  • {claim_sentence(claim, names)}" for claim in answer.conflict)
        case "undecided":
            yield _say("undecided", names, lower=_signed(answer.lower or 0))
        case "possible":
            yield from _cost(answer, names)


def _barred(answer: WhyNot, names: Names) -> Iterator[str]:
    if answer.verdict == "barred":
        yield _say("barred", names, count=names.anything(answer.who))
    elif answer.barred:
        count = len(answer.barred)
        yield _say("barred_some", names, barred=count, all=count + answer.candidates)
    if answer.verdict != "barred":
        return
    for one in answer.barred[:MOST_PEOPLE]:
        yield from _person(one, names)
    yield from _more(len(answer.barred) - MOST_PEOPLE, names)


def _person(one: Barred, names: Names) -> Iterator[str]:
    span = names.span(one.from_period, one.to_period)
    yield "  " + _say("person", names, person=names.people(SpecialistId(one.specialist)), span=span)
    for obstacle in one.obstacles:
        yield f"    • {_obstacle(obstacle, names)}"


def _obstacle(obstacle: Obstacle, names: Names) -> str:
    sentence = claim_sentence(obstacle.claim, names)
    if obstacle.found is None or obstacle.limit is None or obstacle.rule in ("availability", "title"):
        return sentence
    return f"{sentence} ({_say('numbers', names, found=obstacle.found, limit=obstacle.limit)})"


def _cost(answer: WhyNot, names: Names) -> Iterator[str]:
    upper, lower = _signed(answer.upper or 0), _signed(answer.lower or 0)
    yield _say("possible_proven" if answer.proven else "possible", names, upper=upper, lower=lower)
    if answer.goals:
        goals = _say("and_goals", names).join(_goal(change, names) for change in answer.goals)
        yield _say("goals", names, goals=goals)
    yield _say("moves_fewest" if answer.fewest_moves else "moves", names, count=len(answer.moves))
    for move in answer.moves[:MOST_PEOPLE]:
        yield f"  • {_move(move, names)}"
    yield from _more(len(answer.moves) - MOST_PEOPLE, names)


def _goal(change: GoalChange, names: Names) -> str:
    texts = catalogue(names.language)
    return _say(
        "goal",
        names,
        label=texts.get(f"goals.{change.name}.label", change.name),
        amount=_signed(change.amount),
        unit=texts.get(f"goals.{change.name}.unit", ""),
        cost=_signed(change.cost),
    )


def _move(move: Move, names: Names) -> str:
    before, after = (_tours(tours, names) for tours in (move.before, move.after))
    return _say("move", names, person=names.people(SpecialistId(move.specialist)), before=before, after=after)


def _tours(tours: tuple[Tour, ...], names: Names) -> str:
    said = [
        _say(
            "tour",
            names,
            post=names.place(names.instance.post_by_id[PostId(tour.post)]),
            span=names.span(tour.from_period, tour.to_period),
        )
        for tour in tours
    ]
    return _say("and_tours", names).join(said) or _say("nowhere", names)


def _more(count: int, names: Names) -> Iterator[str]:
    if count > 0:
        yield "  " + _say("more", names, count=count)


def _signed(number: int) -> str:
    return f"{number:+,}"


def _say(key: str, names: Names, **values: object) -> str:
    return say(f"why_not.{key}", names.language, **values)
