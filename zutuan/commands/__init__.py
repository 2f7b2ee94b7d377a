"""The commands, one module each; every one returns its exit code."""
