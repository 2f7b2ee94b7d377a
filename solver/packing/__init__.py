"""Pairing decided alone, within capacities: a Lagrangian bound of knapsacks, and CP-SAT on the links that are left."""
