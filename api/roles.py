"""Roles: what somebody may do with the things of their group."""

from enum import StrEnum


class Role(StrEnum):
    """What a token may do."""

    ADMIN = "admin"
    PLANNER = "planner"
    VIEWER = "viewer"
    RECIPIENT = "recipient"
    """Sees its own hospital's part."""
    SUPPORTER = "supporter"
    """Sees its own people's part."""

    @property
    def of_hospital(self) -> bool:
        """Whether the role belongs to one hospital."""
        return self in (Role.RECIPIENT, Role.SUPPORTER)

    @property
    def sees_health(self) -> bool:
        """Whether clearances, examinations and histories may be quoted."""
        return self in (Role.ADMIN, Role.PLANNER)
