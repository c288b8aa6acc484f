"""Good files damaged by chance (the same chance every time): flipped bits, cuts, parts swapped or altered."""

import io
import random
import re

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from data_loaders.files.spreadsheets import read_sheets, text_of
from data_loaders.importing import status_of
from data_loaders.reading.reading_process import read_many
from tests.data_loaders.hostile_files import GOOD, GOOD_FIGURES, ROOT
from tests.data_loaders.made_workbooks import unzipped, xls, zipped

EACH = 25


def as_ods() -> bytes:
    document = OpenDocumentSpreadsheet()
    for sheet in read_sheets("a.xlsx", GOOD):
        table = Table(name=sheet.name)
        for values in sheet.grid:
            row = TableRow()
            for value in values:
                cell = TableCell(valuetype="string", stringvalue=text_of(value))
                cell.addElement(P(text=text_of(value)))
                row.addElement(cell)
            table.addElement(row)
        document.spreadsheet.addElement(table)
    file = io.BytesIO()
    document.write(file)
    return file.getvalue()


def as_xls() -> bytes:
    return xls(*(tuple(row) for sheet in read_sheets("a.xlsx", GOOD)[:1] for row in sheet.grid))


def as_csv() -> bytes:
    return (ROOT / "sample_data" / "province" / "2023-q1-linh-vuc.csv").read_bytes()[:6000]


SOUND = {"xlsx": lambda: GOOD, "ods": as_ods, "xls": as_xls, "csv": as_csv}


def flipped(content: bytes, chance: random.Random) -> bytes:
    """Up to 20 bits are turned."""
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def cut(content: bytes, chance: random.Random) -> bytes:
    """A piece is missing: at the end, or in the middle."""
    start, end = sorted(chance.sample(range(len(content)), 2))
    return content[:start] + content[chance.choice((end, len(content))) :]


def doubled(content: bytes, chance: random.Random) -> bytes:
    """A piece stands twice."""
    start, end = sorted(chance.sample(range(len(content)), 2))
    return content[:end] + content[start:]


def swapped(content: bytes, chance: random.Random) -> bytes:
    """Two parts of the archive change places, one goes."""
    parts = unzipped(content)
    one, other, gone = chance.sample(sorted(parts), 3)
    parts[one], parts[other] = parts[other], parts[one]
    return zipped({name: part for name, part in parts.items() if name != gone})


def altered(content: bytes, chance: random.Random) -> bytes:
    """Bits of a part are turned and the archive is sound: attributes, numbers, tags become nonsense."""
    parts = unzipped(content)
    name = chance.choice([one for one in sorted(parts) if len(parts[one]) > 50])
    parts[name] = flipped(parts[name], chance)
    return zipped(parts)


NUMBER = re.compile(rb'"\d+"')
WILD = (b"-1", b"4294967296", b"99999999999999999999", b"1e308", b"NaN", b"", b"\xef\xbf\xbf", b"0")


def unbounded(content: bytes, chance: random.Random) -> bytes:
    """Some numbers in attributes of one part are beyond all bounds."""
    parts = unzipped(content)
    name = chance.choice([one for one in sorted(parts) if NUMBER.search(parts[one])])

    def wild(match: re.Match[bytes]) -> bytes:
        return b'"%s"' % chance.choice(WILD) if chance.random() < 0.02 else match[0]

    return zipped({**parts, name: NUMBER.sub(wild, parts[name])})


BYTES, PARTS = (flipped, cut, doubled), (swapped, altered, unbounded)
DAMAGES = [
    *((kind, damage) for kind in SOUND for damage in BYTES),
    *((kind, damage) for kind in ("xlsx", "ods") for damage in PARTS),
]


@pytest.mark.parametrize(("kind", "damage"), DAMAGES)
def test_a_damaged_file_breaks_nothing(kind, damage):
    sound, chance = SOUND[kind](), random.Random(f"{kind} {damage.__name__}")
    files = ((f"tien-dong-2023-q3.{kind}", damage(sound, chance)) for _ in range(EACH))
    readings = [reading for _, reading in read_many(files)]
    assert len(readings) == EACH
    for reading in readings:
        assert status_of(reading) in ("saved", "needs_review", "rejected")
        assert status_of(reading) == "saved" or reading.problems
        assert "file_too_slow" not in [one.code for one in reading.problems]


@pytest.mark.parametrize("damage", BYTES)
def test_a_workbook_damaged_on_its_way_states_no_wrong_figure(damage):
    chance = random.Random(damage.__name__)
    files = [(f"tien-dong-2023-q3-{number}.xlsx", damage(GOOD, chance)) for number in range(EACH)]
    right = {(one.indicator, one.breakdown, one.value) for one in figures("sound.xlsx", GOOD)}
    assert len(right) == GOOD_FIGURES
    for name, content in files:
        assert {(one.indicator, one.breakdown, one.value) for one in figures(name, content)} <= right


def figures(name: str, content: bytes):
    ((_, reading),) = read_many([(name, content)])
    return [one for draft in reading.drafts for one in draft.figures]
