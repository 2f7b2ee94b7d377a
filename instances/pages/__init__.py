"""A page for each programme in `docs/programmes`: what it asks, what its best plan brings, and the plan in pictures."""
