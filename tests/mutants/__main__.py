"""`python -m tests.mutants make | judge | report`."""

import argparse
import sys

from tests.mutants.make import made, make
from tests.mutants.report import report
from tests.mutants.verdicts import HOME, Verdict, read


def main() -> int:
    """Do what is asked, and return an exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("what", choices=("make", "judge", "report"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="judge survivors once more")
    parser.add_argument("--only", default="", help="mutants whose name contains this")
    parser.add_argument("--tests", default="", help="with --again: only these tests, as pytest's -k takes them")
    asked = parser.parse_args()
    if asked.what == "make":
        make()
        return 0
    if asked.what == "report":
        sys.stdout.writelines(f"{line}\n" for line in report())
        return 0
    verdicts = read()
    done = {key for key, judged in verdicts.items() if not (asked.again and judged.verdict is Verdict.SURVIVED)}
    left = [mutant for mutant in made() if not mutant.rejected and (mutant.name, mutant.source) not in done]
    sys.path.insert(0, str(HOME))
    from tests.mutants.judge import judge  # only now: it imports the sources, which are to be the mutated ones

    chosen = [mutant for mutant in left if asked.only in mutant.name]
    if asked.tests:  # what has no verdict yet is not to be judged by some of its tests
        chosen = [mutant for mutant in chosen if (mutant.name, mutant.source) in verdicts]
    return judge(chosen, asked.seed, asked.tests)


if __name__ == "__main__":
    sys.exit(main())
