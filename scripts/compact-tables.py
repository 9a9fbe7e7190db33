#!/usr/bin/env python3
"""Turns the published referral tables of one quarter into Tandem's own compact table.

    scripts/compact-tables.py OUT.tsv TABLE...

Each TABLE is a referral table of the public package britishredcrosssociety/asylum: a CSV of its
`data-raw` folder, or an .rda of its `data` folder. The police table stands there only as .rda.

The tables hold every sum beside the counts it is made of. Rows with a sum are left out here and
used as a check: the counts of a table must add up to its own grand total. Zero rows are dropped.
"""

import bz2
import csv
import gzip
import lzma
import struct
import sys
from collections import Counter
from pathlib import Path

COLUMNS = (
    "First responder type",
    "First responder",
    "Exploitation type",
    "Age at exploitation",
    "Gender",
    "Nationality",
    "People",
)
AGES = {"Adult (18 or over)": "adult", "Child (17 or under)": "child"}
SEXES = {"Female": "female", "Male": "male", "Other": "other"}
UNKNOWN = "Not specified or unknown"

HEADER = """\
tandem-population\t1
# National Referral Mechanism, United Kingdom: people referred in 2023, quarter 4 (October to
# December), by first responder, exploitation type, age at exploitation, gender and nationality.
# Source: Home Office, National Referral Mechanism statistics, quarter 4 2023, as tidied by the
# public package britishredcrosssociety/asylum (MIT). The statistics are Crown copyright, by
# default under the Open Government Licence v3.0 (to be verified).
# Made by scripts/compact-tables.py. Sums are left out; `total` lines carry the published totals.
# The quarter's longitudinal table says 4,142: one person more than the four tables together.
#
# total         responder type, people in that table
# responder     code, responder type, responder
# exploitation  code, published words
# nationality   code, published word or words
# cell          responder, exploitation, age (adult, child, unknown), sex, nationality, people
"""


class RData:
    """Reads a data frame from R's XDR serialisation, versions 2 and 3. No code is ever run."""

    def __init__(self, data):
        self.data = data
        self.at = 5
        self.symbols = []

    @classmethod
    def read(cls, path):
        data = path.read_bytes()
        for magic, unpack in (
            (b"BZh", bz2.decompress),
            (b"\x1f\x8b", gzip.decompress),
            (b"\xfd7zXZ", lzma.decompress),
        ):
            if data.startswith(magic):
                data = unpack(data)
        if data[:7] not in (b"RDX2\nX\n", b"RDX3\nX\n"):
            raise ValueError(f"{path}: not an R data file")
        reader = cls(data)
        reader.take(2)
        version = reader.integer()
        reader.take(8)
        if version == 3:
            reader.take(reader.integer())
        return reader.item()

    def take(self, count):
        self.at += count
        return self.data[self.at - count : self.at]

    def integer(self):
        return struct.unpack(">i", self.take(4))[0]

    def item(self):
        flags = self.integer()
        kind = flags & 255
        if kind == 254:
            return None
        if kind == 255:
            return self.symbols[((flags >> 8) or self.integer()) - 1]
        if kind == 1:
            self.symbols.append(self.item())
            return self.symbols[-1]
        if kind == 2:
            return self.pairs(flags)
        if kind == 9:
            length = self.integer()
            return None if length < 0 else self.take(length).decode()
        return self.vector(kind, bool(flags >> 9 & 1))

    def pairs(self, flags):
        out = {}
        while flags & 255 == 2:
            if flags >> 9 & 1:
                self.item()
            key = self.item() if flags >> 10 & 1 else None
            out[key] = self.item()
            flags = self.integer()
        return out

    def vector(self, kind, has_attributes):
        length = self.integer()
        if kind in (10, 13):
            values = list(struct.unpack(f">{length}i", self.take(4 * length)))
        elif kind == 14:
            values = list(struct.unpack(f">{length}d", self.take(8 * length)))
        elif kind in (16, 19):
            values = [self.item() for _ in range(length)]
        else:
            raise ValueError(f"R type {kind} is not expected in these tables")
        attributes = self.item() if has_attributes else {}
        if "levels" in attributes:
            return [attributes["levels"][value - 1] for value in values]
        if kind == 19 and "names" in attributes:
            return dict(zip(attributes["names"], values))
        return values


def rows(path):
    """The table's rows as tuples in the order of COLUMNS."""
    if path.suffix == ".rda":
        (frame,) = RData.read(path).values()
        yield from zip(*(frame[name] for name in COLUMNS))
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise ValueError(f"{path}: the columns must be {', '.join(COLUMNS)}")
            for row in reader:
                yield tuple(row[name] for name in COLUMNS)


def is_sum(label):
    return label == "Total" or label.endswith(" total")


def counts(path):
    """Cells that are no sums, the table's responder type and its published grand total."""
    cells, grand, kinds = Counter(), None, set()
    for *labels, people in rows(path):
        people = int(people)
        kinds.add(labels[0])
        sums = [is_sum(label) for label in labels[1:]]
        if all(sums):
            grand = people
        if any(sums) or people == 0:
            continue
        if tuple(labels) in cells:
            raise ValueError(f"{path}: twice: {labels}")
        cells[tuple(labels)] = people
    if sum(cells.values()) != grand or len(kinds) != 1:
        raise ValueError(f"{path}: cells sum to {sum(cells.values())}, published: {grand}")
    return cells, kinds.pop(), grand


def main(out, paths):
    cells, totals = Counter(), {}
    for path in paths:
        found, kind, grand = counts(path)
        cells += found
        totals[kind] = grand
        print(f"{path.name}: {grand} people in {len(found)} cells", file=sys.stderr)

    responders = sorted({cell[:2] for cell in cells})
    exploitation = sorted({cell[2] for cell in cells})
    nationalities = sorted({cell[5] for cell in cells})
    lines = [f"total\t{kind}\t{totals[kind]}" for kind in sorted(totals)]
    lines += [f"responder\t{i}\t{kind}\t{name}" for i, (kind, name) in enumerate(responders)]
    lines += [f"exploitation\t{i}\t{name}" for i, name in enumerate(exploitation)]
    lines += [f"nationality\t{i}\t{name}" for i, name in enumerate(nationalities)]
    coded = sorted(
        (
            responders.index(cell[:2]),
            exploitation.index(cell[2]),
            "unknown" if cell[3] == UNKNOWN else AGES[cell[3]],
            "unknown" if cell[4] == UNKNOWN else SEXES[cell[4]],
            nationalities.index(cell[5]),
            people,
        )
        for cell, people in cells.items()
    )
    lines += ["cell\t" + "\t".join(map(str, cell)) for cell in coded]
    out.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{out}: {sum(totals.values())} people in {len(coded)} cells", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
