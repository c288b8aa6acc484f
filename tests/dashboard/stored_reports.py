"""A few reports, small enough to know by heart, saved the way a file would be."""

from data_loaders.drafts import Figure, Place, Problem, Reading, ReportDraft, Section, TableCopy
from data_loaders.store.storage import SavedReport, save_reading

TIEN_DONG = "hai-duong.tu-ky.tien-dong"
PHO_MINH = "quang-ngai.duc-pho.pho-minh"
QUARTER = "2023-Q3"


def form_figure(indicator, value, cell, *, form=1, mark="", breakdown=""):
    return Figure(
        indicator=indicator,
        value=float(value),
        source="form",
        slot=f"form:{form}",
        breakdown=breakdown,
        place=Place(sheet=f"Biểu mẫu {form}", cell=cell),
        quote=str(value),
        mark=mark,
    )


def told_figure(indicator, value, quote):
    return Figure(
        indicator=indicator,
        value=float(value),
        source="narrative",
        slot="narrative",
        place=Place(section="II. KẾT QUẢ › 1. Kế hoạch"),
        quote=quote,
    )


def plan_draft(done=20, unit_code=TIEN_DONG, period=QUARTER, **head):
    """Form 1 with a stated rate of 100 % that does not follow from its counts."""
    return ReportDraft(
        unit_code=unit_code,
        period=period,
        kind="forms",
        figures=[
            form_figure("plan_completion_pct", 100, "D10", mark="rate_mismatch"),
            form_figure("plan_tasks_set", 26, "D11"),
            form_figure("plan_tasks_done", done, "D12"),
        ],
        problems=[
            Problem(
                "rate_mismatch",
                Place("Biểu mẫu 1", "D10"),
                "plan_completion_pct",
                "100",
                {
                    "name": "Tỷ lệ hoàn thành Kế hoạch CCHC năm",
                    "stated": "100",
                    "numerator": str(done),
                    "denominator": "26",
                    "computed": "76,9",
                },
            ),
            Problem("percent_out_of_range", Place("Biểu mẫu 1", "D10"), "", "259", {"name": "Tỷ lệ"}),
        ],
        slots={"form:1"},
        head={"received_on": "2023-09-11", **head},
    )


def text_draft():
    """A narrative that tells another number of tasks done, with a text that tries to be HTML."""
    return ReportDraft(
        unit_code=TIEN_DONG,
        period=QUARTER,
        kind="document",
        figures=[told_figure("plan_tasks_done", 19, "đã hoàn thành 19/26 nhiệm vụ")],
        sections=[
            Section("I", "CHỈ ĐẠO, ĐIỀU HÀNH", 1, ""),
            Section("1", "Kế hoạch", 2, "- Ban hành **kế hoạch** <script>alert(1)</script>\n+ Giao việc."),
        ],
        tables=[TableCopy("Kết quả", Place(section="II"), (("STT", "Lĩnh vực"), ("1", "=1+1")))],
        slots={"narrative"},
        head={"number": "45/BC-UBND", "signed_on": "2023-09-08"},
    )


def save(engine, draft, *, content=b"", name="bieu-mau.xlsx", by="Nguyễn Thị Hoa", sample="") -> SavedReport:
    reading = Reading(name, kind=draft.kind, drafts=[draft])
    content = content or repr(draft).encode()
    return save_reading(engine, reading, content=content, by=by, sample=sample)[0]


def store_tien_dong(engine):
    """Tiên Động's report: the form, the text, then the form again with 22 tasks done. Three revisions."""
    save(engine, plan_draft())
    save(engine, text_draft(), name="bao-cao.docx")
    save(engine, plan_draft(done=22), name="bieu-mau-sua.xlsx")
