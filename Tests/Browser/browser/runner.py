"""Runs test functions one after another and says what happened."""

import importlib.util
import shutil
import signal
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import sync_playwright

from .stage import ARGUMENTS, CHROMIUM, Stage

TESTS = Path(__file__).resolve().parent.parent / "tests"


@dataclass
class Outcome:
    passed: int = 0
    failed: list = field(default_factory=list)


class TooLong(Exception):
    """A test that ran out of its time."""


def discover(folder, wanted=""):
    """Test functions in the order of their files and lines; their docstring is their name."""
    sys.path.insert(0, str(folder))
    for path in sorted(folder.glob("test_*.py")):
        specification = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(specification)
        sys.modules[path.stem] = module
        specification.loader.exec_module(module)
        for name, function in vars(module).items():
            if name.startswith("test_") and callable(function):
                sentence = (function.__doc__ or "").strip().split("\n")[0]
                if wanted.lower() in f"{path.stem}.{name} {sentence}".lower():
                    yield f"{path.stem}.{name}", sentence, function


def run(tests, browser, binary, seconds, say=print):
    """Runs each test on a stage of its own, and returns what happened."""
    outcome = Outcome()
    shared = {}
    try:
        for name, sentence, function in tests:
            begun = time.monotonic()
            stage = Stage(browser, binary, shared)
            trouble, saved = None, []
            try:
                assert sentence, "a test needs a docstring that says what is true"
                within(seconds, function, stage)
                for member in stage.members:
                    member.check_unharmed()
            except Exception:
                trouble = traceback.format_exc()
                saved = stage.save_pages(name)
            except BaseException:
                # The run itself was stopped: put away what there is and go.
                with suppress(Exception):
                    stage.close()
                raise
            try:
                stage.close()
            except Exception:
                trouble = trouble or traceback.format_exc()
            spent = time.monotonic() - begun
            if trouble is None:
                outcome.passed += 1
                say(f"✔ {sentence} ({spent:.1f} s)")
            else:
                outcome.failed.append(name)
                say(f"✘ {sentence or name} ({spent:.1f} s)\n  {name}\n{trouble.rstrip()}")
                for line in saved:
                    say(f"  saved {line}")
    finally:
        for server in shared.values():
            server.stop()
            shutil.rmtree(server.folder, ignore_errors=True)
    return outcome


def within(seconds, function, stage):
    """Calls the function and ends it after its time."""

    def ring(*_):
        raise TooLong(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        function(stage)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def run_folder(folder, wanted, binary, seconds):
    """Opens Chromium and runs every wanted test of a folder."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            return run(discover(folder, wanted), browser, binary, seconds)
        finally:
            browser.close()
