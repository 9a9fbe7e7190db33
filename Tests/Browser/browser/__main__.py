"""python -m browser [--tandem BINARY] [--filter WORDS] [--seconds N] [--counts FILE]"""

import argparse
import signal
import sys
from pathlib import Path

from .runner import TESTS, run_folder

ROOT = Path(__file__).resolve().parents[3]


def main():
    parser = argparse.ArgumentParser(prog="browser", description="Runs the browser tests.")
    parser.add_argument("--tandem", type=Path, default=ROOT / ".build/release/tandem")
    parser.add_argument("--filter", default="", help="part of a test's name or sentence")
    parser.add_argument("--seconds", type=int, default=300, help="the most that one test takes")
    parser.add_argument("--counts", type=Path, help="a file for 'passed failed'")
    arguments = parser.parse_args()
    # SIGTERM unwinds like Ctrl-C, so that servers and browsers are closed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))

    outcome = run_folder(TESTS, arguments.filter, arguments.tandem.resolve(), arguments.seconds)
    for name in outcome.failed:
        print(f"failed: {name}")
    print(f"browser: {outcome.passed} passed, {len(outcome.failed)} failed")
    if arguments.counts:
        arguments.counts.write_text(f"{outcome.passed} {len(outcome.failed)}\n")
    if outcome.passed + len(outcome.failed) == 0 and not arguments.filter:
        sys.exit("no test ran")
    sys.exit(1 if outcome.failed else 0)


if __name__ == "__main__":
    main()
