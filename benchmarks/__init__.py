"""Frozen questions with the answers that a release must not fall behind, and what compares the two."""
