"""A plan to begin from: its tours are kept, and the values of all other columns follow."""

import time
from dataclasses import replace

from solver.model import Model
from solver.problem import Ints
from solver.search.exact import Found, Limits, search

SHARE = 0.25
"""Part of the time that may go into completing a plan. With its tours kept little is left to decide."""


def completed(model: Model, tours: Ints, limits: Limits) -> Found:
    """Return the best values of all columns that keep these of the tours, and leave the tours hinted for what follows.

    The result holds no values if no plan has just these tours, or if the time was too short; its bound says nothing.
    """
    model.hint(tours)
    model.minimise(model.program.amounts)
    now = time.monotonic()
    budget = None if limits.budget is None else limits.budget * SHARE
    share = replace(limits, until=now + max(limits.until - now, 0.0) * SHARE, budget=budget)
    return search(model, share, lambda _: None, Found(), as_hinted=True)
