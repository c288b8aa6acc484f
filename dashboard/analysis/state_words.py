"""Why a unit has no rate, in words: never 0, never a blank."""

from __future__ import annotations

from dashboard.words.wording import Speaker

_WORDS = {
    "few": "ít hồ sơ",
    "no_base": "không phát sinh",
    "missing": "chưa báo cáo",
    "unconfirmed": "chưa xác nhận",
    "unstated": "báo cáo không nêu",
    "stated": "chỉ ghi tỷ lệ",
    "marked": "cần xem lại",
}


def state_word(state: str, speaker: Speaker) -> str:
    """The words for a state of `measures.rate_rows` other than "reported"."""
    return speaker.say(_WORDS[state])


def standing(state: str, *, below: bool, has_target: bool, speaker: Speaker) -> str:
    """Where a unit stands: "dưới mục tiêu", "đạt mục tiêu", or why that cannot be said."""
    if state in _WORDS:
        return state_word(state, speaker)
    if not has_target:
        return speaker.say("đã báo cáo")
    return speaker.say("dưới mục tiêu") if below else speaker.say("đạt mục tiêu")
