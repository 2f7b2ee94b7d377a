"""Instances small enough to solve by hand: each shows one thing."""
