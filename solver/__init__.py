"""The planning library: documents, rule book, model, checks and answers."""

__version__ = "0.1.0"
