"""Tandem in a real browser: what the tests under Tests/Browser/tests are written with."""

from .checks import (
    assert_unseen,
    check_accessible,
    check_reflow,
    no_third_party,
    screenshot,
    sign_in,
)
from .scan import Found, canaries, files_below, scan
from .stage import Member, Stage
from .tandem import Tandem

__all__ = [
    "Found",
    "Member",
    "Stage",
    "Tandem",
    "assert_unseen",
    "canaries",
    "check_accessible",
    "check_reflow",
    "files_below",
    "no_third_party",
    "scan",
    "screenshot",
    "sign_in",
]
