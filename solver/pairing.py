"""Pairing decided alone: the instance without posts and people."""

from solver.domain.instance import Instance


def pairing_alone(instance: Instance) -> Instance:
    """Return the question that only asks which supporter stands behind which target."""
    nothing: tuple[()] = ()
    return instance.model_copy(
        update={
            "calendar": None,
            "specialists": nothing,
            "posts": nothing,
            "quotas": nothing,
            "apprentices": nothing,
            "milestones": nothing,
            "locked": nothing,
            "forbidden": nothing,
        }
    )
