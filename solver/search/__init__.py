"""How a program is searched."""
