"""Word files made part by part, so that a test says what stands in them."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def word_file(body, *, main="word/document.xml", namespace=MAIN, **parts):
    """A file whose document has `body`; `styles`, `numbering`, `footnotes` are the insides of those parts."""
    names = {name: f"word/{name}.xml" for name in parts}
    related = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(names)
    )
    files = {
        "_rels/.rels": _relations(
            f'<Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="{main}"/>'
        ),
        "word/_rels/document.xml.rels": _relations(related),
        main: f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>',
    }
    for name, inside in parts.items():
        files[names[name]] = f'<w:{name} xmlns:w="{namespace}">{inside}</w:{name}>'
    return zipped(files)


def zipped(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def _relations(inside):
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def p(*runs, style="", number="", level=0, properties=""):
    """A paragraph; a run is its text or ready XML."""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(one if one.startswith("<") else r(one) for one in runs)
    return f"<w:p><w:pPr>{styled}{listed}{properties}</w:pPr>{inside}</w:p>"


def r(text, *, bold=False, raised=False, hidden=False):
    look = ("<w:b/>" if bold else "") + ("<w:vanish/>" if hidden else "")
    look += '<w:vertAlign w:val="superscript"/>' if raised else ""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows):
    """A table of rows of cells; a cell is its text or (text, properties)."""
    lines = ("".join(map(_cell, row)) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def _cell(cell):
    text, properties = cell if isinstance(cell, tuple) else (cell, "")
    lines = "".join(p(line) for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{lines}</w:tc>"


WIDE = '<w:gridSpan w:val="{}"/>'
DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def level(number, shown, kind="decimal", start=1, style=""):
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{linked}'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
    )


def lists(*levels, starts=""):
    """One list with these levels as number 1, and the same counting on its own as number 2."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{starts}</w:num>'
    )
