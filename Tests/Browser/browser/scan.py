"""Looks for what was typed in files that must not hold it."""

import base64
import random
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Found:
    """A canary, the form it was found in, and where."""

    canary: str
    form: str
    path: Path
    offset: int

    def __str__(self):
        return f"{self.path.name}: '{self.canary}' as {self.form} at byte {self.offset}"


def canaries(count, seed):
    """Distinct invented words that a form takes as a name and no other text holds."""
    generator = random.Random(seed)
    words = set()
    while len(words) < count:
        syllables = [generator.choice("bdfgjklmprtvz") + generator.choice("aeiou") for _ in range(5)]
        words.add("".join(syllables).capitalize() + "qx")
    return sorted(words)


def files_below(*folders):
    """Every file below the folders, such as databases, write-ahead logs and backups."""
    return sorted(path for folder in folders for path in Path(folder).rglob("*") if path.is_file())


def scan(paths, canaries):
    """Where the canaries are in the files, in any form that a program could have left.

    Letters of either case, UTF-8 and UTF-16, base64 (both alphabets, at each of three
    alignments), hexadecimal and percent-encoding. Reads each file whole.
    """
    found = []
    needles = [(canary, form, needle) for canary in canaries for form, needle in forms(canary)]
    for path in map(Path, paths):
        data = path.read_bytes()
        lowered = data.lower()
        for canary, form, needle in needles:
            # In base64 case is part of the text; everywhere else it is not.
            place = (data if form.startswith("base64") else lowered).find(needle)
            if place >= 0:
                found.append(Found(canary, form, path, place))
    return found


def forms(text):
    """Pairs of a form's name and the bytes to look for, lowered where case says nothing."""
    variants = {text, text.lower(), text.upper()}
    yield "UTF-8", text.lower().encode()
    yield "UTF-16LE", text.lower().encode("utf-16-le")
    yield "UTF-16BE", text.lower().encode("utf-16-be")
    for variant in sorted(variants):
        plain = variant.encode()
        yield "hexadecimal", plain.hex().encode()
        yield "hexadecimal UTF-16LE", variant.encode("utf-16-le").hex().encode()
        percent = "".join(f"%{byte:02x}" for byte in plain)
        yield "percent-encoding", percent.encode()
        for shift in range(3):
            coded = base64_core(plain, shift)
            yield f"base64 at {shift}", coded
            yield f"base64url at {shift}", coded.translate(bytes.maketrans(b"+/", b"-_"))


def base64_core(plain, shift):
    """The base64 characters that depend on `plain` alone when `shift` bytes stand before it."""
    coded = base64.b64encode(b"\0" * shift + plain).rstrip(b"=")
    first = (shift * 8 + 5) // 6
    whole = (shift + len(plain)) * 8 // 6
    return coded[first:whole]
