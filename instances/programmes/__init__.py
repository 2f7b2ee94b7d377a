"""Two real programmes, rebuilt from public facts: Jiangsu for Kezhou, Liaoning for Nagqu."""
