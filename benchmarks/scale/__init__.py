"""Searches measured beside their peers: the same questions, time and cores; every run a row that is kept."""
