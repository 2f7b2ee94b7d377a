"""The child: `python -m solver.process`."""

from solver.process.child import main

main()
