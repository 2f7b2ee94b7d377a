"""Where to look for a conflict: groups of wishes, in the planner's sense, the smallest first.

Locks and pairings alone; the minimum of one post; one quota or milestone; the minimums of one specialty, of one hospital; all
quotas and milestones. Locks and limits stand beside every group: what is asked beyond them decides how much of the question
matters.
"""

from collections.abc import Iterator

from solver.domain.outcome import Claim
from solver.explain.conflict.world import World
from solver.problem import Problem


def groups_of(world: World, units: list[int], problem: Problem) -> Iterator[list[int]]:
    """Yield units, in the order given, with one group of wishes after another; the last group is all of them."""
    demands = [unit for unit in units if _demands(world.claims[unit])]
    beside = set(units) - set(demands)
    seen: set[tuple[int, ...]] = set()
    for group in (*_groups(world, demands, problem), tuple(demands)):
        if group not in seen:
            yield [unit for unit in units if unit in beside or unit in group]
        seen.add(group)


def _demands(claim: Claim) -> bool:
    """Return whether a claim wants people: a minimum of a post, a milestone, the least of a quota."""
    return claim.rule in ("coverage", "milestone") or (claim.rule == "quota" and claim.sources[0].endswith("/min"))


def _groups(world: World, demands: list[int], problem: Problem) -> Iterator[tuple[int, ...]]:
    yield ()
    of_post: dict[str, list[int]] = {}
    for unit in demands:
        if world.claims[unit].rule == "coverage":
            of_post.setdefault(world.claims[unit].ids[0], []).append(unit)
    others = [unit for unit in demands if world.claims[unit].rule != "coverage"]
    yield from (tuple(group) for group in of_post.values())
    yield from ((unit,) for unit in others)
    for key in (_specialties, _hospital):
        together: dict[object, list[int]] = {}
        for post, group in of_post.items():
            together.setdefault(key(post, problem), []).extend(group)
        yield from (tuple(group) for group in together.values())
    yield tuple(others)


def _specialties(post: str, problem: Problem) -> object:
    return problem.instance.accepted_specialties(problem.instance.posts[problem.post_index[post]])


def _hospital(post: str, problem: Problem) -> object:
    return problem.instance.recipient_of(problem.instance.posts[problem.post_index[post]]).id
