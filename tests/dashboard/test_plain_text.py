"""Report text never acts as Markdown or HTML."""

from markdown_it import MarkdownIt

from dashboard.plain_text import escaped, paragraphs

NASTY = "**đậm** <b>x</b> [a](http://x) $x$ :red[y] # 1. - + `c` ~~s~~ ![i](j)"


def test_escaped_text_comes_out_as_it_went_in():
    shown = MarkdownIt("commonmark", {"html": True}).render(escaped(NASTY))
    assert shown == f"<p>{NASTY.replace('<', '&lt;').replace('>', '&gt;')}</p>\n"


def test_each_line_is_a_paragraph():
    assert paragraphs("- a\n\n+ b ") == "\\- a\n\n\\+ b"
