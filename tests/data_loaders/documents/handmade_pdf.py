"""PDF files drawn by hand: places count from the top left; every letter is half as wide as high."""

import zlib
from itertools import pairwise

WIDTH, HEIGHT = 595, 842
FIRST_CODE = 33  # from here on the built-in fonts have a shape for every code


class PdfSheet:
    """One page to draw on."""

    def __init__(self, width=WIDTH, height=HEIGHT, turned=0):
        self.width, self.height, self.turned = width, height, turned
        self.drawn = []
        self.picture = False

    def text(self, x, y, text, size=13, bold=False):
        """Text whose letters stand on height y."""
        self.drawn.append(("text", x, self.height - y, text, size, bold))
        return self

    def lines(self, x, y, *texts, leading=18, **look):
        for number, text in enumerate(texts):
            self.text(x, y + number * leading, text, **look)
        return self

    def stroke(self, x0, y0, x1, y1):
        self.drawn.append(("stroke", x0, self.height - y0, x1, self.height - y1))
        return self

    def grid(self, columns, rows, skipped=()):
        """Ruling lines at columns and rows; `skipped` walls: ("|", column, row) or ("-", row, column)."""
        for place, y in enumerate(rows):
            for column, (x0, x1) in enumerate(pairwise(columns)):
                if ("-", place, column) not in skipped:
                    self.stroke(x0, y, x1, y)
        for place, x in enumerate(columns):
            for row, (y0, y1) in enumerate(pairwise(rows)):
                if ("|", place, row) not in skipped:
                    self.stroke(x, y0, x, y1)
        return self

    def with_picture(self):
        self.picture = True
        return self


def pdf_file(*sheets, trailer=""):
    """The bytes of a PDF with these pages."""
    codes = {}
    for sheet in sheets:
        for one in sheet.drawn:
            for letter in one[3] if one[0] == "text" else "":
                codes.setdefault(letter, FIRST_CODE + len(codes))
    assert FIRST_CODE + len(codes) <= 256
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        _font(b"Times-Roman", codes),
        _font(b"Times-Bold", codes),
    ]
    objects += [_stream(_unicode(codes)), _picture()]
    kids = []
    for sheet in sheets:
        objects.append(_stream(_content(sheet, codes)))
        objects.append(_page(sheet, len(objects)))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return assembled(objects, trailer)


def assembled(objects, trailer=""):
    content, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer.encode())
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return content + head + table + end + b"startxref\n%d\n%%%%EOF" % len(content)


def _content(sheet, codes):
    parts = [b"q 500 0 0 700 50 50 cm /I Do Q\n"] if sheet.picture else []
    for kind, *one in sheet.drawn:
        if kind == "stroke":
            parts.append(b"%.2f %.2f m %.2f %.2f l S\n" % tuple(one))
        else:
            x, y, text, size, bold = one
            shown = bytes(codes[letter] for letter in text).hex().encode()
            parts.append(
                b"BT /%s %g Tf %.2f %.2f Td <%s> Tj ET\n" % (b"B" if bold else b"F", size, x, y, shown)
            )
    return b"".join(parts)


def _page(sheet, content):
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d/Contents %d 0 R"
        b"/Resources<</Font<</F 3 0 R/B 4 0 R>>/XObject<</I 6 0 R>>>>>>"
    ) % (sheet.width, sheet.height, sheet.turned, content)


def _font(name, codes):
    widths = b"500 " * len(codes)
    return (
        b"<</Type/Font/Subtype/Type1/BaseFont/%s/FirstChar %d/LastChar %d/Widths[%s]/ToUnicode 5 0 R>>"
    ) % (name, FIRST_CODE, FIRST_CODE + len(codes) - 1, widths)


def _unicode(codes):
    pairs = b"".join(
        b"<%02x> <%s>\n" % (code, one.encode("utf-16-be").hex().encode()) for one, code in codes.items()
    )
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n%d beginbfchar\n%sendbfchar\n"
        b"endcmap end end"
    ) % (len(codes), pairs)


def _picture():
    return _stream(
        b"\x80" * 100,
        b"/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8",
    )


def _stream(content, about=b""):
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), about, packed)
