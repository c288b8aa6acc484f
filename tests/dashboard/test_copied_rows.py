"""Tables copied from reports keep every cell, whatever their heads look like."""

import pytest

from dashboard.reports.copied_rows import copied_frame


@pytest.mark.parametrize(
    ("rows", "names", "body"),
    [
        ([], [], []),
        ([["", ""], ["1", "2"]], [" ", "  "], [["1", "2"]]),
        ([["STT", "a", "a"], ["1", "b"]], ["STT", "a", "a "], [["1", "b", ""]]),
        (
            [["STT", "Nhận", "Nhận"], ["STT", "Mới", "Cũ"], ["1", "4", "5"]],
            ["STT", "Nhận – Mới", "Nhận – Cũ"],
            [["1", "4", "5"]],
        ),
        ([["chỉ một dòng"]], ["chỉ một dòng"], []),
        ([["x"], ["x"]], ["x"], [["x"]]),
    ],
)
def test_head_and_body(rows, names, body):
    frame = copied_frame(rows)
    assert list(frame.columns) == names
    assert frame.to_numpy().tolist() == body
