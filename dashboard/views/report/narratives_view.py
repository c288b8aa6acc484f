"""Looking through what reports say: by words over all of them, or one field of several units together."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.analysis.selection import known_periods, parents_with_data
from dashboard.cached import ask
from dashboard.reports.asked_words import wanted_of
from dashboard.reports.narrative_search import Hit, search, units_telling
from dashboard.reports.report_contents import reporting_units
from dashboard.views import address_view
from dashboard.views.choice_view import follow_address, mark_changed, pick
from dashboard.views.report.field_comparison_view import show_fields
from dashboard.views.report_link_view import link_report
from dashboard.words.language import speaker
from dashboard.words.marked_text import marked
from dashboard.words.plain_text import escaped
from data_loaders.catalogue.indicators import themes
from data_loaders.catalogue.units import ancestors, units

_NAMES = ("kieu", "tim", "ky", "tinh", "huyen", "don_vi", "linh_vuc")
_SEARCH, _COMPARE = "tim", "so-sanh"
_AT_ONCE, _SIDE_BY_SIDE, _LONGEST_QUESTION = 20, 6, 200


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the texts are narrowed to; "" and () narrow nothing."""

    period: str = ""
    parent: str = ""
    units: tuple[str, ...] = ()
    theme: str = ""


def show_narratives() -> None:
    """Draw the page in the way the address asks for: search, or comparison of one field."""
    say = speaker()
    st.title(say.say("Tra cứu thuyết minh"), anchor=False)
    if not ask(known_periods):
        st.info(say.say("Chưa có báo cáo nào. Nộp báo cáo bằng Word hoặc PDF để tra cứu lời văn."))
        st.page_link("../pages/upload.py", label=say.say("Nộp báo cáo"), icon=":material/upload_file:")
        return
    stated = address_view.recall(_NAMES, scope="narratives", complete="kieu")
    if _ask_way(stated["kieu"]) == _COMPARE:
        _show_comparison(stated)
    else:
        _show_search(stated)


def _ask_way(current: str) -> str:
    say = speaker()
    names = {_SEARCH: say.say("Tìm trong lời văn"), _COMPARE: say.say("So sánh một lĩnh vực")}
    follow_address("narratives_way", current if current in names else _SEARCH)
    chosen = st.segmented_control(
        say.say("Cách tra cứu"),
        list(names),
        format_func=names.__getitem__,
        key="narratives_way",
        on_change=mark_changed,
        args=("narratives_way",),
        label_visibility="collapsed",
        required=True,
    )
    return chosen or _SEARCH


def _show_search(stated: dict[str, str]) -> None:
    asked = _ask_words(stated["tim"])
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        chosen = _ask_narrowing(stated)
    _write(_SEARCH, asked, chosen)
    if not asked:
        st.caption(
            speaker().say(
                "Gõ không dấu để tìm mọi cách bỏ dấu, gõ có dấu để tìm đúng dấu đã gõ. "
                "Đặt cụm từ trong ngoặc kép để tìm đúng cụm đó."
            )
        )
        return
    _show_hits(asked, chosen)


def _ask_words(current: str) -> str:
    say, key = speaker(), "narratives_words"
    follow_address(key, current[:_LONGEST_QUESTION])
    typed = st.text_input(
        say.say("Từ cần tìm"),
        key=key,
        max_chars=_LONGEST_QUESTION,
        placeholder=say.say('Ví dụ: mot cua, "chuyển đổi số"'),
        on_change=mark_changed,
        args=(key,),
        icon=":material/search:",
        label_visibility="collapsed",
    )
    return typed.strip()


def _ask_narrowing(stated: dict[str, str]) -> Narrowed:
    say = speaker()
    every = say.say("Tất cả")
    period = pick(
        say.say("Kỳ báo cáo"),
        ["", *ask(known_periods)],
        stated["ky"],
        key="narratives_period",
        name=lambda one: say.period(one) if one else every,
    )
    province = _ask_parent(say.say("Tỉnh, thành phố"), "province", "", stated["tinh"])
    district = _ask_parent(say.say("Huyện, quận, thị xã"), "district", province, stated["huyen"])
    unit = _ask_unit(period, district or province, stated["don_vi"])
    return Narrowed(
        period, district or province, (unit,) if unit else (), _ask_theme(stated["linh_vuc"], every)
    )


def _ask_parent(label: str, level: str, above: str, current: str) -> str:
    """A province, or a district of the province `above`, with reports; "" for all."""
    say = speaker()
    found = [one.code for one in ask(parents_with_data) if one.level == level and one.parent == above]
    if not found or (level == "district" and not above):
        return ""
    name = lambda code: say.unit(code) if code else say.say("Tất cả")  # noqa: E731
    return pick(label, ["", *found], current, key=f"narratives_{level}_{above}", name=name)


def _ask_unit(period: str, parent: str, current: str) -> str:
    say = speaker()
    periods = [period] if period else ask(known_periods)
    found = {code for one in periods for code in ask(reporting_units, period=one)}
    below = sorted((code for code in found if not parent or _is_within(code, parent)), key=_by_name)
    name = lambda code: _with_parent(code) if code else say.say("Tất cả")  # noqa: E731
    return pick(say.say("Đơn vị"), ["", *below], current, key=f"narratives_unit_{parent}", name=name)


def _is_within(code: str, parent: str) -> bool:
    return code == parent or parent in (one.code for one in ancestors(code))


def _by_name(code: str) -> str:
    return units()[code].sort_key if code in units() else code


def _with_parent(code: str) -> str:
    say, parent = speaker(), units()[code].parent if code in units() else ""
    return f"{say.unit(code)}, {say.short_unit(parent)}" if parent else say.unit(code)


def _ask_theme(current: str, every: str = "") -> str:
    say = speaker()
    options = [*([""] if every else []), *themes()]
    name = lambda one: _theme_name(one) if one else every  # noqa: E731
    return pick(say.say("Lĩnh vực"), options, current, key=f"narratives_theme_{bool(every)}", name=name)


def _theme_name(theme: str) -> str:
    return themes()[theme].name_en if speaker().language == "en" else themes()[theme].name_vi


def _show_hits(asked: str, chosen: Narrowed) -> None:
    say = speaker()
    most = _AT_ONCE * st.session_state.get(f"narratives_more_{asked}_{chosen}", 1)
    found = ask(
        search,
        asked=asked,
        period=chosen.period,
        parent=chosen.parent,
        unit_codes=chosen.units,
        theme=chosen.theme,
        most=most,
    )
    if not found.shown:
        _tell_nothing_found(asked)
        return
    st.markdown(
        say.say("{sections} mục trong {reports} báo cáo", sections=found.sections, reports=found.reports)
    )
    for number, one in enumerate(found.shown):
        _show_hit(one, number)
    if len(found.shown) < found.sections:
        st.button(say.say("Xem thêm"), on_click=_see_more, args=(f"narratives_more_{asked}_{chosen}",))


def _tell_nothing_found(asked: str) -> None:
    say = speaker()
    told = say.say("Không có đoạn nào chứa đủ các từ này. Bớt từ hoặc nới bộ lọc.")
    if wanted_of(asked).accented:
        told = say.say("Không có đoạn nào chứa đủ các từ này đúng dấu đã gõ. Bỏ dấu, bớt từ hoặc nới bộ lọc.")
    st.info(told)


def _see_more(key: str) -> None:
    st.session_state[key] = st.session_state.get(key, 1) + 1


def _show_hit(one: Hit, number: int) -> None:
    say = speaker()
    with st.container(border=True, key=f"hit_{number}"):
        whose = f"{_with_parent(one.unit_code)} · {say.period(one.period)}"
        ahead = f" :gray-badge[{say.say('nhiệm vụ thời gian tới')}]" if one.ahead else ""
        st.markdown(f"**{escaped(whose)}**{ahead}  \n:small[{marked(one.path, one.path_marks)}]")
        st.markdown(marked(one.snippet, one.marks))
        label = say.say("Mở báo cáo tại mục này")
        link_report(one.unit_code, one.period, label=label, section=one.section, icon=":material/article:")


def _show_comparison(stated: dict[str, str]) -> None:
    say = speaker()
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        theme = _ask_theme(stated["linh_vuc"])
        period = pick(
            say.say("Kỳ báo cáo"), ask(known_periods), stated["ky"], key="narratives_of", name=say.period
        )
    telling = ask(units_telling, period=period, theme=theme)
    chosen = _ask_units(telling, stated["don_vi"])
    _write(_COMPARE, "", Narrowed(period, "", chosen, theme))
    if not telling:
        st.info(say.say("Chưa có báo cáo nào của kỳ này viết về lĩnh vực này. Chọn kỳ hoặc lĩnh vực khác."))
        return
    show_fields({code: _with_parent(code) for code in chosen}, period=period, theme=theme)


def _ask_units(telling: tuple[str, ...], current: str) -> tuple[str, ...]:
    """Up to six units; at first two of those that write about the field."""
    say, key = speaker(), "narratives_units"
    kept = [code for code in current.split(",") if code in telling][:_SIDE_BY_SIDE]
    follow_address(key, kept or list(telling[:2]))
    chosen = st.multiselect(
        say.say("Đơn vị so sánh (tối đa {most})", most=_SIDE_BY_SIDE),
        telling,
        key=key,
        format_func=_with_parent,
        max_selections=_SIDE_BY_SIDE,
        placeholder=say.say("Chọn đơn vị"),
        on_change=mark_changed,
        args=(key,),
    )
    return tuple(chosen)


def _write(way: str, asked: str, chosen: Narrowed) -> None:
    chain = [chosen.parent, *(one.code for one in ancestors(chosen.parent))] if chosen.parent else [""]
    values = {"kieu": way, "tim": asked, "ky": chosen.period, "tinh": chain[-1]}
    district = chosen.parent if chosen.parent != chain[-1] else ""
    values |= {"huyen": district, "don_vi": ",".join(chosen.units), "linh_vuc": chosen.theme}
    address_view.write(values, scope="narratives")
