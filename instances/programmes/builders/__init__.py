"""Builds the programmes from tables: `python -m instances.programmes.builders` writes them anew.

Nothing is drawn by chance: what differs between people follows from their numbers, so that every build is the same.
"""
