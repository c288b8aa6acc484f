"""A sentence cut into items: each number with the words that speak of it, and the list it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from data_loaders.sentences.sentence_amounts import Amount, amounts_of
from data_loaders.sentences.sentence_words import sentence_words

_MOST_NUMBERS = 100
_MOST_WORDS_OF_HEAD = 6
_HARD = re.compile(r"[,;:()]")
_WORD = re.compile(r"[^\W_]+")
_BRACKETED = re.compile(r"\([^()]*\)")
_AND = re.compile(r"(?<!\w)và(?!\w)")
_BETWEEN_NAMES = re.compile(r"(?<!\w)và(?!\w)|,")
_ENDING = re.compile(r"\s*(?:về|trên|tại|cho|phục vụ|của|thuộc|trong|để|đối với|qua|ở)(?!\w)")
_JOINTS = frozenset(("", "và"))
_COPULAS = frozenset(("là", "đạt", "có", "được", "chiếm", "bằng"))


@dataclass(slots=True)
class Item:
    """One number of a sentence.

    `before` and `after` are the words beside it, `far` what stands earlier in the same statement, `rest` what
    follows `after` up to the next number. `head` is the item whose parts it lists, `previous` the item in
    front of it, `opens` what lies between the two (list, bracket, close or ""); `listed` when nothing but a
    comma or "và" does. A share that belongs to another item's number has that item as `base`.
    """

    amount: Amount
    before: str
    after: str
    far: str = ""
    rest: str = ""
    start: int = 0
    opens: str = ""
    head: Item | None = None
    previous: Item | None = None
    base: Item | None = None
    listed: bool = False

    @property
    def near(self) -> str:
        """The words beside the number, with "#" in its place."""
        return f"{self.before}# {self.amount.noun} {self.after}"

    def heads(self) -> Iterator[Item]:
        """The items whose parts it lists, the nearest first."""
        head = self.head
        while head:
            yield head
            head = head.head

    @property
    def explains_share(self) -> bool:
        """Whether it stands in brackets right behind a share: "62,4% (17.880/28.654 hồ sơ)"."""
        share = self.previous is not None and self.previous.amount.kind == "percent"
        return share and self.opens == "bracket" and not _says_something(self.before)


def items_of(sentence: str, folded: str) -> list[Item]:
    """The items of a sentence in reading order, from its small letters and the same without accents.

    None of a row of more numbers than a sentence holds: that is a table.
    """
    amounts = amounts_of(sentence, folded)
    if len(amounts) > _MOST_NUMBERS:
        return []
    items: list[Item] = []
    start, opens = 0, ""
    for index, amount in enumerate(amounts):
        before = sentence[start : amount.start]
        following = amounts[index + 1] if index + 1 < len(amounts) else None
        gap = sentence[amount.end : following.start if following else len(sentence)]
        end, begin, opening = (
            _cut(gap, before, following) if following else (_end_of_statement(gap), len(gap), "")
        )
        end = min(end, _end_of_statement(gap[:end]))
        far, near = (before, "") if _says_zero(amount, gap) else _near(before)
        items.append(Item(amount, near.lstrip(" ,;:)("), gap[:end], far, _rest(gap[end:begin]), start))
        _link(items, opens, sentence)
        start, opens = amount.end + begin, opening
    _share_beginnings(items)
    _share_endings(items, sentence)
    _tell_in_turn(items)
    return items


def _link(items: list[Item], opens: str, sentence: str) -> None:
    """Tell the newest item where it stands: `opens` is what lies between it and the one before."""
    newest = items[-1]
    if len(items) < 2:
        return
    previous = items[-2]
    newest.previous, newest.opens = previous, opens
    newest.listed = not opens and sentence[newest.start : newest.amount.start].strip() in _JOINTS
    newest.head = _head(previous, opens)
    if newest.amount.kind == "percent" and previous.amount.kind != "zero" and _is_share(newest, opens):
        newest.base = previous.base or (previous if previous.amount.kind != "percent" else None)


def _is_share(item: Item, opens: str) -> bool:
    """Whether nothing but words of ratio lead to a percent: it is the share of the number in front of it."""
    if not item.before.strip(" ,;:()"):
        return opens == "bracket" or not _says_something(item.after)
    return bool(sentence_words().ratios.match(item.before))


def _head(previous: Item, opens: str) -> Item | None:
    if opens in ("list", "bracket"):
        return previous.base or previous
    if opens == "close":
        return previous.head.head if previous.head else None
    return previous.head


def _says_zero(amount: Amount, gap: str) -> bool:
    """Whether a zero said in words comes before what there is none of: "không có hồ sơ trễ hạn"."""
    return amount.kind == "zero" and bool(re.match(r"\s*\w+ \w+(?: \w+)? [^\W\d]", gap))


def _near(before: str) -> tuple[str, str]:
    """The words before a number as (far, near): near are those since the last sign, if they say something."""
    outside = _BRACKETED.sub(lambda found: " " * len(found[0]), before)
    cuts = [match.end() for match in _HARD.finditer(outside)]
    for cut in reversed(cuts):
        if _says_something(outside[cut:]):
            return before[:cut], before[cut:]
    return "", before


def _rest(gap: str) -> str:
    """What may still speak of a number: up to the end of a bracket, list or sentence."""
    match = re.search(r"[;)]|\.\s", _BRACKETED.sub(lambda found: "_" * len(found[0]), gap))
    return gap[: match.start()] if match else gap


def _says_something(text: str) -> bool:
    return any(word.lower() not in sentence_words().light for word in _WORD.findall(text))


def _end_of_statement(gap: str) -> int:
    """Where the words after the last number cease to speak of it."""
    gap = _BRACKETED.sub(lambda found: "_" * len(found[0]), gap)
    match = re.search(r"[;)(:]|,(?!\s*(?:đạt|chiếm|bằng))", gap)
    return match.start() if match else len(gap)


def _cut(gap: str, before: str, following: Amount) -> tuple[int, int, str]:
    """Where the words between two numbers part: end of the first's, start of the second's, what opens."""
    plain = _BRACKETED.sub(lambda found: "_" * len(found[0]), gap)
    for find in (_at_semicolon, _at_list, _at_bracket, _at_colon, _at_comma):
        if found := find(plain):
            return found
    return _at_opener(plain, before, following)


def _at_semicolon(gap: str) -> tuple[int, int, str] | None:
    first, last = gap.find(";"), gap.rfind(";")
    if first < 0:
        return None
    opens = "list" if sentence_words().lists.search(gap, last) else "close" if ")" in gap else ""
    return first, last + 1, opens


def _at_list(gap: str) -> tuple[int, int, str] | None:
    match = sentence_words().lists.search(gap)
    if not match:
        return None
    return len(gap[: match.start()].rstrip(" ,(:")), match.start(), "list"


def _at_bracket(gap: str) -> tuple[int, int, str] | None:
    opened, closed = gap.find("("), gap.find(")")
    if closed >= 0 and (opened < 0 or closed < opened):
        return closed, closed + 1, "close"
    if opened >= 0:
        return opened, opened + 1, "bracket"
    colon = gap.find(":")
    return (colon, colon + 1, "list") if colon >= 0 and not gap[:colon].strip() else None


def _at_colon(gap: str) -> tuple[int, int, str] | None:
    """A colon behind a few words that still speak of the first number: its parts follow."""
    head, colon, _ = gap.partition(":")
    few = 0 < len(_WORD.findall(head)) <= _MOST_WORDS_OF_HEAD
    one = "," not in head and not _AND.search(head)
    return (len(head), len(head) + 1, "list") if colon and few and one else None


def _at_comma(gap: str) -> tuple[int, int, str] | None:
    first, last = gap.find(","), gap.rfind(",")
    if first < 0:
        return None
    cut = first if not gap[:first].strip() else last
    return cut, cut + 1, ""


def _at_opener(gap: str, before: str, following: Amount) -> tuple[int, int, str]:
    """Without a sign between them: at a word that opens a statement, else as the list is written."""
    words = sentence_words()
    ands = list(_AND.finditer(gap))
    match = ands[-1] if ands else words.connectors.search(gap)
    prefixed = _says_something(before)
    if match is None:
        match = next(iter(reversed(list(words.openers.finditer(gap)))), None)
        copula = match and match[0].lower() in _COPULAS and following.kind != "percent"
        if match and prefixed and copula and gap[: match.start()].strip():
            match = None
    cut = match.start() if match else 0 if prefixed else len(gap)
    return cut, cut, ""


def _share_beginnings(items: list[Item]) -> None:
    """Give words that begin a list to all they speak of: "tuyển dụng 03 công chức, 41 viên chức"."""
    for item, following in pairwise(items):
        if _is_coordinate(item, following) and not _says_something(following.before):
            following.before = item.before


def _share_endings(items: list[Item], sentence: str) -> None:
    """Give words that end a list to all they speak of: "15 tin, 05 bài về chuyển đổi số"."""
    for item, following in reversed(list(pairwise(items))):
        if item.after.strip():
            continue
        if _is_coordinate(item, following) and _ENDING.match(following.after):
            item.after = following.after
        elif following.explains_share:
            item.after = _after_bracket(sentence, following)


def _tell_in_turn(items: list[Item]) -> None:
    """Deal out what "lần lượt" strings together: "thành phần hồ sơ và kết quả lần lượt đạt 98% và 97%"."""
    for place, first in enumerate(items):
        head, turn, _ = first.before.partition("lần lượt")
        names = _BETWEEN_NAMES.split(head) if turn else []
        row = items[place : place + len(names)]
        if (
            len(names) > 1
            and len(row) == len(names)
            and all(one.listed or not one.before.strip() for one in row[1:])
        ):
            for item, name in zip(row, names, strict=True):
                item.before = f"{name} " if item is first else f"{_opening(head)} {name} "


def _opening(text: str) -> str:
    """The first words of a string of names, which speak of all of them."""
    return " ".join(text.split()[:3])


def _is_coordinate(item: Item, following: Item) -> bool:
    nouns = item.amount.noun, following.amount.noun
    return following.listed and all(nouns) and nouns[0] != nouns[1]


def _after_bracket(sentence: str, inside: Item) -> str:
    """The words behind the bracket in which `inside` stands."""
    closed = sentence.find(")", inside.amount.end)
    if closed < 0:
        return ""
    rest = sentence[closed + 1 :]
    return rest[: _end_of_statement(rest)] if not re.search(r"\d", rest[: _end_of_statement(rest)]) else ""
