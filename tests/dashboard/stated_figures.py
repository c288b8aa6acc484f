"""Figures stated by communes of the illustrative province, few enough to add up by hand."""

import pandas as pd

from data_loaders.drafts import Figure, Reading, ReportDraft
from data_loaders.store.database import opened_database
from data_loaders.store.storage import save_reading

MINH_SON = "hoai-giang.trang-son.minh-son"
DEO_SUONG = "hoai-giang.trang-son.deo-suong"
DA_DUNG = "hoai-giang.trang-son.da-dung"
HOA_LAM = "hoai-giang.ben-lam.hoa-lam"
TRANG_SON = "hoai-giang.trang-son"
UNITS = (MINH_SON, DEO_SUONG, DA_DUNG, HOA_LAM)

ON_TIME, RESOLVED = "dossiers_resolved_early_or_on_time", "dossiers_resolved"


def found(*rows):
    """Headline figures from (unit, indicator, value[, breakdown[, period[, mark]]])."""
    filled = [(*row, *("", "2023-Q3", "")[len(row) - 3 :]) for row in rows]
    columns = ["unit_code", "indicator", "value", "breakdown", "period", "mark"]
    return pd.DataFrame(filled, columns=columns).astype({"value": float})


def store(url, reports, *, period="2023-Q3"):
    """Save {unit: {indicator or (indicator, breakdown): value, "received_on": day}} as one report each."""
    with opened_database(url) as engine:
        for unit, stated in reports.items():
            save(engine, unit, stated, period)


def save(engine, unit, stated, period):
    figures = [
        Figure(*_named(key, value), source="form", slot="form:1", breakdown=_breakdown(key))
        for key, value in stated.items()
        if key != "received_on"
    ]
    draft = ReportDraft(unit, period, "forms", figures=figures, slots={"form:1"})
    draft.head["received_on"] = stated.get("received_on", "2023-09-07")
    reading = Reading("bieu-mau.xlsx", kind="forms", drafts=[draft])
    return save_reading(engine, reading, content=repr(draft).encode())[0]


def _named(key, value):
    return (key if isinstance(key, str) else key[0]), float(value)


def _breakdown(key):
    return "" if isinstance(key, str) else key[1]
