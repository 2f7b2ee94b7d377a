"""Real programmes, rebuilt from public facts; README.md of the folder above says what is fact and what is assumed."""
