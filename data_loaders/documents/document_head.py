"""What a report says of itself: number, day, title, addressee, signatory, the days its data cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from data_loaders.catalogue.folding import fold, fold_words
from data_loaders.documents.document_model import Block, Paragraph
from data_loaders.documents.document_parts import DocumentParts, is_name, is_signature_line
from data_loaders.documents.outline_marks import mark_of
from data_loaders.documents.outline_words import phrases, starts_with

_NUMBERED = re.compile(r"^Số\s*:?\s*([\d\s.…_]{0,40})([/-]\s*[A-ZĐ][\w\s&/-]{0,40})$")
_DATED = re.compile(r",?\s*ngày\s*([\d.…_]*)\s*tháng\s*([\d.…_]*)\s*năm\s*(\d{4})\s*\.?$")
_DAY = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_WINDOW = re.compile(rf"tu (?:ngay )?{_DAY}\s*(?:den|-|–)\s*(?:het )?(?:ngay )?{_DAY}")
_WINDOW_OF_DATA = re.compile(rf"(?:so lieu|ket qua|tinh)[^.;]{{0,40}}{_WINDOW.pattern}")
_WINDOW_OF_DOSSIERS = re.compile(rf"{_WINDOW.pattern}[^.;]{{0,90}}(?:tiep nhan|nhan (?:duoc )?\d|ho so)")
_UP_TO = re.compile(rf"(?:ket qua|so lieu|tinh)(?: \w+){{0,2}} den (?:het )?(?:ngay )?{_DAY}")
_LONGEST_TITLE_LINE, _MOST_TITLE_LINES, _SHORT = 200, 4, 60


def head_of(parts: DocumentParts) -> dict[str, str]:
    """The head as far as it is stated: number, signed_on (ISO), title, addressee, signatory_title, signatory,
    data_from and data_to (ISO)."""
    lines = texts(parts.head)
    found = {
        "number": document_number(lines),
        "signed_on": signing_day(lines),
        "title": title(lines),
        "addressee": addressee(lines),
        **signatory(texts(parts.signature)),
        **data_window(parts),
    }
    return {key: text for key, text in found.items() if text}


def texts(blocks: Iterable[Block]) -> list[str]:
    """The texts of the paragraphs."""
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def document_number(lines: Sequence[str]) -> str:
    """The document's number ("29/BC-UBND"), "" when it is left blank."""
    for line in lines:
        if match := _NUMBERED.match(line):
            digits = re.sub(r"\D", "", match[1])
            return digits + re.sub(r"\s", "", match[2]) if digits else ""
    return ""


def signing_day(lines: Sequence[str]) -> str:
    """The ISO day of the place line "Tiên Động, ngày 08 tháng 9 năm 2023", "" when day or month is blank."""
    for line in lines:
        if is_place_line(line) and (match := _DATED.search(line)):
            day, month = (re.sub(r"\D", "", part) for part in match.groups()[:2])
            return _iso(day, month, match[3]) if day and month else ""
    return ""


def is_place_line(line: str) -> bool:
    """Whether a line names the place and day of signing."""
    match = _DATED.search(line)
    return bool(match) and len(line) < 80 and 0 <= len(line[: match.start()].split()) <= 6


def place_of_signing(lines: Sequence[str]) -> str:
    """The place the document was signed at: "Tiên Động", or ""."""
    line = next((one for one in lines if is_place_line(one)), "")
    return _DATED.sub("", line).strip(" ,")


def title(lines: Sequence[str]) -> str:
    """What the report is about: the lines under "BÁO CÁO", or the first line on administrative reform."""
    at = next((i for i, line in enumerate(lines) if _is_report_word(line)), None)
    if at is None:
        return next((line for line in lines if "cai cach hanh chinh" in fold(line)), "")
    own = lines[at][len("BÁO CÁO") :].strip(" :")
    below = [own] if own else []
    for line in lines[at + 1 :]:
        if not _is_title_line(line, below):
            break
        below.append(line)
    return " ".join(below)


def _is_report_word(line: str) -> bool:
    folded = fold_words(line)
    return folded in phrases("head", "title") or (
        line.startswith("BÁO CÁO ") and len(line) < _LONGEST_TITLE_LINE
    )


def _is_title_line(line: str, above: Sequence[str]) -> bool:
    if (
        len(line) > _LONGEST_TITLE_LINE
        or len(above) > _MOST_TITLE_LINES
        or line[0] == "("
        or line[-1] in ":;"
    ):
        return False
    if starts_with(line, "head", "addressee") or is_place_line(line) or mark_of(line):
        return False
    return not (starts_with(line, "head", "preamble") and len(line) > _SHORT)


def addressee(lines: Sequence[str]) -> str:
    """Whom the report is for: the line "Kính gửi: …", or the list under it."""
    at = next((i for i, line in enumerate(lines) if starts_with(line, "head", "addressee")), None)
    if at is None:
        return ""
    named = [lines[at].partition(":")[2].strip()]
    for line in lines[at + 1 :]:
        if not line.startswith(("-", "–", "+")):
            break
        named.append(line.lstrip("-–+ "))
    return "; ".join(one.strip(" .;,") for one in named if one.strip(" .;,"))


def signatory(lines: Sequence[str]) -> dict[str, str]:
    """Title and name of who signed: the last title above the name."""
    titles = [line for line in lines if is_signature_line(line)]
    name = next((line for line in lines if is_name(line)), "")
    return {"signatory_title": titles[-1] if titles else "", "signatory": name}


def data_window(parts: DocumentParts) -> dict[str, str]:
    """The first and last day of the data, where the report says so."""
    around = [fold(text) for text in (*texts(parts.head), *texts(parts.appendix))]
    inside = [fold(text) for text in texts(parts.body)]
    found = _first(_WINDOW, around) or _first(_WINDOW_OF_DATA, inside) or _first(_WINDOW_OF_DOSSIERS, inside)
    if found:
        first, last = _iso(*found.groups()[:3]), _iso(*found.groups()[3:])
        return {"data_from": first, "data_to": last} if first and first < last else {}
    upto = _first(_UP_TO, [*around, *inside])
    return {"data_to": _iso(*upto.groups())} if upto else {}


def _first(pattern: re.Pattern[str], lines: Iterable[str]) -> re.Match[str] | None:
    return next((match for line in lines if (match := pattern.search(line))), None)


def _iso(day: str, month: str, year: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
