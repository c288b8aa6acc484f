"""How offices lay out the same forms: every seed another mixture of what is seen in practice."""

import random
import unicodedata
from dataclasses import dataclass

from data_loaders.catalogue.periods import kind_of, year_of

NUMBER_HEADERS = ("STT", "TT", "Số TT", "S\nT\nT", "Stt")
LABEL_HEADERS = (
    "Chỉ tiêu thống kê (sử dụng cho kỳ báo cáo hàng quý, 6 tháng, năm)",
    "Chỉ tiêu",
    "Chỉ tiêu thống kê",
    "Nội dung",
    "Tên chỉ tiêu",
)
MEASURE_HEADERS = ("Đơn vị tính", "ĐVT", "Đơn vị")
VALUE_HEADERS = (
    "Số lượng/ Tỷ lệ",
    "Số lượng",
    "Kết quả",
    "Kết quả thực hiện",
    "Kết quả thực hiện kế hoạch",
    "Số liệu",
    "Kỳ này",
    "Số liệu trong kỳ",
    "Thực hiện",
    "{period}",
    "Kết quả {period}",
    "Năm {year}",
    "{unit}",
)
OTHER_HEADERS = (
    "Kỳ trước",
    "Cùng kỳ năm trước",
    "Kế hoạch năm",
    "Kế hoạch năm {year}",
    "Lũy kế",
    "Lũy kế từ đầu năm",
    "So với cùng kỳ (%)",
    "Số liệu kỳ trước",
    "{last}",
    "Mục tiêu",
)
NOTE_HEADERS = ("Ghi chú", "Giải trình", "Ghi chú/ Giải trình")
FORM_TITLES = (
    "Biểu mẫu {form}",
    "Biểu mẫu số {form}",
    "BIỂU MẪU SỐ {form}",
    "BIỂU 0{form}/CCHC",
    "BM{form}",
    "BM {form}",
    "Biểu số 0{form}",
    "Phụ lục II - Biểu mẫu {form}",
)
GROUP_HEADERS = ("Kết quả thống kê", "Kết quả", "Số liệu báo cáo")
NUMBERINGS = ("dotted", "plain", "excel", "padded", "mangled", "none", "running", "letters", "in label")
ARRANGEMENTS = ("sheets", "stacked", "one header")


@dataclass
class Layout:
    """One way to lay out forms; `columns` in their order: number, label, measure, value, other, note."""

    rng: random.Random
    first_row: int
    columns: list[str]
    value_header: str
    other_header: str
    two_rows: bool
    numbering: str
    arrangement: str
    heads: str
    national: bool
    titled: str
    shape: str
    column_numbers: str
    wide_label: bool
    blank_rows: bool
    broken_labels: bool
    slips: bool
    hidden: bool
    footnotes: bool
    signature: bool
    repeats_rows_of_others: bool
    hidden_sheet: bool

    @property
    def numbered(self) -> bool:
        return "number" in self.columns


def random_layout(seed: int) -> Layout:
    """The layout of a seed."""
    rng = random.Random(seed)
    columns = ["number", "label", "measure", "value", "note"]
    numbering = rng.choice(NUMBERINGS)
    if numbering in ("none", "in label"):
        columns.remove("number")
    for optional, chance in (("measure", 0.15), ("note", 0.3)):
        if rng.random() < chance:
            columns.remove(optional)
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        columns.insert(rng.randint(columns.index("label") + 1, len(columns)), "other")
    if rng.random() < 0.2:
        _reorder(rng, columns)
    return Layout(
        rng=rng,
        first_row=rng.randint(0, 11),
        columns=columns,
        value_header=rng.choice(VALUE_HEADERS),
        other_header=rng.choice(OTHER_HEADERS),
        two_rows=rng.random() < 0.5,
        numbering=numbering,
        arrangement=rng.choice(ARRANGEMENTS),
        heads=rng.choice(("one line", "two lines", "two cells", "office and line", "none", "sheet name")),
        national=rng.random() < 0.4,
        titled=rng.choice((*FORM_TITLES, "", "")),
        shape=rng.choice(("plain", "plain", "upper", "broken", "spaced", "decomposed")),
        column_numbers=rng.choice(("", "", "(1)", "A1")),
        wide_label=rng.random() < 0.2,
        blank_rows=rng.random() < 0.3,
        broken_labels=rng.random() < 0.25,
        slips=rng.random() < 0.35,
        hidden=rng.random() < 0.3,
        footnotes=rng.random() < 0.5,
        signature=rng.random() < 0.5,
        repeats_rows_of_others=rng.random() < 0.5,
        hidden_sheet=rng.random() < 0.15,
    )


def _reorder(rng: random.Random, columns: list[str]) -> None:
    """Measure, values and notes in another order; number and label keep their places."""
    first = columns.index("label") + 1
    rest = columns[first:]
    rng.shuffle(rest)
    columns[first:] = rest


def shaped(text: str, shape: str, rng: random.Random) -> str:
    """A header's text in capitals, broken over lines, with double spaces, or in decomposed letters."""
    if shape == "upper":
        return text.upper()
    if shape == "broken":
        return text.replace(" ", "\n", 1)
    if shape == "spaced":
        return f" {text.replace(' ', '  ')} "
    return unicodedata.normalize("NFD", text) if shape == "decomposed" else text


def period_words(period: str, rng: random.Random) -> str:
    """A period as offices write it."""
    year = year_of(period)
    words = {
        "Q1": ("Quý I/{year}", "Quý I năm {year}", "quý 1 năm {year}", "QUÝ I - {year}"),
        "H1": ("6 tháng đầu năm {year}", "06 tháng đầu năm {year}", "6 tháng năm {year}"),
        "Q3": ("Quý III/{year}", "Quý III năm {year}", "quý 3/{year}", "QUÝ III NĂM {year}"),
        "9M": ("9 tháng năm {year}", "09 tháng đầu năm {year}"),
        "": ("Năm {year}", "năm {year}"),
    }
    return rng.choice(words[kind_of(period).code]).format(year=year)


def with_slip(label: str, rng: random.Random) -> str:
    """A label with one letter left out or doubled inside a long word, or a double space."""
    words = label.split()
    long = [index for index, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long or rng.random() < 0.3:
        return label.replace(" ", "  ", 1)
    index = rng.choice(long)
    at = rng.randint(1, len(words[index]) - 2)
    word = words[index]
    words[index] = word[:at] + word[at + 1 :] if rng.random() < 0.5 else word[: at + 1] + word[at:]
    return " ".join(words)
