"""`python -m dashboard.words.translations`: collect the phrases and merge them into the .po file."""

from __future__ import annotations

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from dashboard.words.phrases import phrases
from dashboard.words.wording import translation_file

PO = translation_file("en")

_HEADER = "# English for the Vietnamese phrases of the dashboard; see dashboard/locale/README.md."
_NOBODY = dict.fromkeys(("msgid_bugs_address", "last_translator", "language_team"), "-")


def main() -> None:
    """Update the file and name the phrases without a translation."""
    catalog = merged(read_catalog())
    with PO.open("wb") as file:
        write_po(file, catalog, sort_output=True, width=110, omit_header=False)
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
