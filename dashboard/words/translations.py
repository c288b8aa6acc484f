"""`python -m dashboard.words.translations`: collect phrases, merge them into the .po, compile the .mo."""

from __future__ import annotations

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from dashboard.words.phrases import phrases
from dashboard.words.wording import LOCALE

PO = LOCALE / "en" / "LC_MESSAGES" / "dashboard.po"
MO = PO.with_suffix(".mo")

_HEADER = "# English for the Vietnamese phrases of the dashboard; see dashboard/locale/README.md."
_NOBODY = dict.fromkeys(("msgid_bugs_address", "last_translator", "language_team"), "-")


def main() -> None:
    """Update both files and name the phrases without a translation."""
    catalog = merged(read_catalog())
    with PO.open("wb") as file:
        write_po(file, catalog, sort_output=True, width=110, omit_header=False)
    with MO.open("wb") as file:
        write_mo(file, catalog)
    missing = [message.id for message in catalog if message.id and not message.string]
    print(f"{len(catalog)} phrases, {len(missing)} without a translation")
    for phrase in missing:
        print(repr(phrase))


def read_catalog() -> Catalog:
    """The .po file as it stands."""
    if not PO.exists():
        return Catalog(locale="en", project="dashboard", fuzzy=False)
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def merged(old: Catalog) -> Catalog:
    """A catalog of today's phrases with the translations of `old`, and its dates."""
    about = {"project": "dashboard", "version": "1", "header_comment": _HEADER, **_NOBODY}
    new = Catalog(locale="en", fuzzy=False, creation_date=old.creation_date, **about)
    new.revision_date = old.creation_date
    for phrase in phrases():
        known = old.get(phrase)
        new.add(phrase, known.string if known else "")
    return new


if __name__ == "__main__":
    main()
