"""Report text never acts as Markdown or HTML."""

from markdown_it import MarkdownIt

from dashboard.words.plain_text import escaped, paragraphs

NASTY = "**đậm** <b>x</b> [a](http://x) $x$ :red[y] # 1. - + `c` ~~s~~ ![i](j)"


def test_escaped_text_comes_out_as_it_went_in():
    shown = MarkdownIt("commonmark", {"html": True}).render(escaped(NASTY))
    plain = shown.replace("\u2060", "")
    assert plain == f"<p>{NASTY.replace('<', '&lt;').replace('>', '&gt;')}</p>\n"


def test_each_line_is_a_paragraph():
    assert paragraphs("- a\n\n+ b ") == "\\- a\n\n\\+ b"


def test_entities_and_what_streamlit_turns_into_signs_stay_as_written():
    assert escaped("a &lt;b&gt;") == "a \\&lt;b\\&gt;"
    turned = (
        ":material/home:",
        ":streamlit:",
        "https://a.vn",
        "www.a.vn",
        "a@b.vn",
        "a -> b",
        "a >= b",
        "x -- y",
    )
    for text in turned:
        assert escaped(text).replace("\\", "") != text
        assert escaped(text).replace("\\", "").replace("\u2060", "") == text
    assert "\u2060" not in escaped("từ 15/12 - 14/3, tỷ lệ: 98 %; 2 >=3")
