"""The documents: what is asked (`Instance`) and what is answered (`Outcome`). No solver is imported here."""
