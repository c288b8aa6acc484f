"""Reading a report's narrative from plain text with marked headings (`.md`): head, outline, sections.

The head lines stand above the first `## ` heading as the official document prints them.
"""

from __future__ import annotations

import re

from data_loaders.catalogue.folding import fold, nfc
from data_loaders.catalogue.indicators import themes
from data_loaders.drafts import Problem, Question, Reading, ReportDraft, Section
from data_loaders.period_names import day_of, period_of_file, period_of_lines
from data_loaders.recognition import Answers
from data_loaders.file_limits import UnreadableFile
from data_loaders.unit_names import Resolved, unit_of_texts

_HEADING = re.compile(r"^(#{2,5})\s+(?:([IVXLC]+|\d+(?:\.\d+)*|[a-zđ])\s*[.)]\s*)?(.+)$")
_DATED = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_NUMBERED = re.compile(r"^Số:\s*(\S*?)\s*(/\S+)$")
_SIGNED = re.compile(r"chủ tịch|thủ trưởng|giám đốc|trưởng phòng", re.IGNORECASE)
SLOT = "narrative"


def read_narrative(file: str, content: bytes, answers: Answers | None = None) -> Reading:
    """The narrative of one report. Raises `UnreadableFile` when the bytes are no UTF-8 text."""
    answers = answers or Answers()
    lines = _lines(content)
    head, body = _split(lines)
    reading = Reading(file, kind="document")
    unit = unit_of_texts(head)
    period = period_of_lines(head).period or period_of_file(file).period or answers.period
    code = unit.unit.code if unit.unit else answers.unit
    if not (code and period):
        _ask(unit, period, reading)
        return reading
    draft = ReportDraft(code, period, "document", slots={"outline"})
    draft.head = _head(head, body)
    draft.sections = _sections(body)
    reading.drafts.append(draft)
    return reading


def _ask(unit: Resolved, period: str, reading: Reading) -> None:
    if unit.unit is None:
        codes = tuple(one.code for one in unit.candidates)
        reading.questions.append(Question("unit", unit.written, codes))
        reading.problems.append(Problem("unit_unknown", value=unit.written))
    if not period:
        reading.questions.append(Question("period", ""))
        reading.problems.append(Problem("period_unknown"))


def _lines(content: bytes) -> list[str]:
    try:
        return [nfc(line) for line in content.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError:
        raise UnreadableFile("file_encoding") from None


def _split(lines: list[str]) -> tuple[list[str], list[str]]:
    first = next((index for index, line in enumerate(lines) if line.startswith("## ")), len(lines))
    return [line.lstrip("# ") for line in lines[:first] if line], lines[first:]


def _head(head: list[str], body: list[str]) -> dict[str, str]:
    """Number, date (ISO), title, addressee and signatory of the document, "" where it leaves them blank."""
    text = "\n".join(head)
    dated = _DATED.search(text)
    numbered = next((match for line in head if (match := _NUMBERED.match(line))), None)
    found = {
        "number": f"{numbered[1]}{numbered[2]}" if numbered and numbered[1] else "",
        "date": day_of("/".join(dated.groups())) if dated else "",
        "title": next((line for line in head if "cải cách hành chính" in line.lower()), ""),
        "addressee": next((line.partition(":")[2].strip() for line in head if fold(line).startswith("kinh gui")), ""),
        **_signatory(body),
    }
    return {key: value for key, value in found.items() if value}


def _signatory(body: list[str]) -> dict[str, str]:
    """Title and name from the last lines of the document."""
    filled = [line.strip("*# ") for line in body if line][-6:]
    at = max((i for i, line in enumerate(filled[:-1]) if _SIGNED.search(line)), default=None)
    if at is None:
        return {}
    return {"signatory_title": filled[at], "signatory": filled[-1]}


def _sections(body: list[str]) -> list[Section]:
    sections: list[Section] = []
    texts: list[str] = []
    for line in body:
        heading = _HEADING.match(line)
        if heading:
            _close(sections, texts)
            depth = len(heading[1]) - 1
            sections.append(Section(heading[2] or "", heading[3], depth, "", _theme(heading[3], sections, depth)))
            texts = []
        elif line or texts:
            texts.append(line)
    _close(sections, texts)
    return sections


def _close(sections: list[Section], texts: list[str]) -> None:
    if sections:
        last = sections[-1]
        text = "\n".join(texts).strip()
        sections[-1] = Section(last.number, last.title, last.depth, text, last.theme)


_THEME_WORDS = {
    "steering": ("chi dao", "dieu hanh", "tuyen truyen", "tu kiem tra"),
    "institutions": ("the che",),
    "procedures": ("thu tuc hanh chinh", "mot cua"),
    "apparatus": ("to chuc bo may", "bo may"),
    "civil_service": ("cong vu", "doi ngu can bo", "can bo, cong chuc"),
    "public_finance": ("tai chinh cong", "tai chinh"),
    "digital": ("chinh quyen dien tu", "chinh quyen so", "hien dai hoa", "chinh phu dien tu"),
}


def _theme(title: str, before: list[Section], depth: int) -> str:
    """The field of reform a heading names, else that of the section above it in the outline."""
    folded = fold(title)
    for theme, phrases in _THEME_WORDS.items():
        if theme in themes() and any(phrase in folded for phrase in phrases):
            return theme
    parent = next((one for one in reversed(before) if one.depth < depth), None)
    return parent.theme if parent else ""
