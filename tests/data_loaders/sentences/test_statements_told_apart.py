"""What a sentence says and what not: received, early, late; a part, a plan, last year, another unit."""

import pytest

from data_loaders.drafts import Section
from data_loaders.sentences.passages import narrative_figures


def figures(text, *, level="commune", period="2023-Q3", title="Kết quả"):
    return narrative_figures([Section("1", title, 1, text)], level=level, period=period)


def sure(text, **options):
    found = [one for one in figures(text, **options) if one.confirmed]
    return {one.indicator + (f"@{one.breakdown}" if one.breakdown else ""): one.value for one in found}


D = "dossiers_"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Số hồ sơ tiếp nhận 264 hồ sơ, giải quyết 264 hồ sơ, trong đó trả trước hạn 261 hồ sơ, "
            "đúng hạn 2 hồ sơ, quá hạn 01 hồ sơ.",
            {
                "received": 264,
                "resolved": 264,
                "resolved_early": 261,
                "resolved_on_time": 2,
                "resolved_overdue": 1,
            },
        ),
        (
            "giải quyết đúng hạn 250 hồ sơ, trễ hạn 9 hồ sơ",
            {"resolved_early_or_on_time": 250, "resolved_overdue": 9},
        ),
        ("giải quyết đúng và trước hạn 9.636 hồ sơ", {"resolved_early_or_on_time": 9636}),
        (
            "1.321 hồ sơ đang giải quyết (1.246 hồ sơ chưa đến hạn, 75 hồ sơ đã quá hạn)",
            {"pending": 1321, "pending_not_due": 1246, "overdue_pending": 75},
        ),
        ("tồn kỳ trước chuyển sang 08 hồ sơ; công dân rút 06 hồ sơ", {"carried_over": 8, "withdrawn": 6}),
        (
            "Hồ sơ trực tuyến là 258/259 hồ sơ, bằng 99,6%",
            {"online_received": 258, "received": 259, "online_pct": 99.6},
        ),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 99,9%.", {"on_time_pct": 99.9}),
        (
            "Tỷ lệ hồ sơ trực tuyến đạt 62,4% (624/1.000 hồ sơ)",
            {"online_pct": 62.4, "online_received": 624, "received": 1000},
        ),
        ("100% hồ sơ được số hóa thành phần", {"digitised_components_pct": 100}),
        ("Không có hồ sơ trễ hạn.", {"resolved_overdue": 0}),
        ("Hồ sơ trễ hạn: không.", {"resolved_overdue": 0}),
    ],
)
def test_dossiers(text, expected):
    assert sure(text, title="Kết quả giải quyết hồ sơ TTHC") == {
        f"{D}{name}": value for name, value in expected.items()
    }


@pytest.mark.parametrize(
    "text",
    [
        "So với cùng kỳ năm 2022 (398 hồ sơ), số hồ sơ tiếp nhận tăng 65 hồ sơ.",
        "Năm 2022 phường tiếp nhận 1.204 hồ sơ.",
        "Quý II tiếp nhận 204 hồ sơ.",
        "Lũy kế 9 tháng tiếp nhận 6.894 hồ sơ.",
        "Phấn đấu tiếp nhận 500 hồ sơ.",
        "Dự kiến quý IV tiếp nhận khoảng 300 hồ sơ.",
        "Tỷ lệ hồ sơ trực tuyến phải đạt 60%.",
        "Duy trì tỷ lệ hồ sơ đúng hạn từ 99% trở lên.",
        "Thôn Nà Lại tiếp nhận 12 hồ sơ.",
        "Tỷ lệ hồ sơ trực tuyến còn thấp (Cư Pui 51%, Yang Mao 47,5%).",
        "Trường Tiểu học Vân Sơn tiếp nhận 120 hồ sơ.",
        "Lĩnh vực Đất đai tiếp nhận 37 hồ sơ.",
        "Bình quân mỗi công chức tiếp nhận 25 hồ sơ/ngày.",
        "Tiếp nhận 20 hồ sơ đất đai của hộ nghèo.",
        "Theo Quyết định số 07/QĐ-UBND ngày 12/01/2023 tiếp nhận hồ sơ theo cơ chế một cửa.",
        "Đăng 11 tin, bài về xây dựng nông thôn mới.",
        "Tổ chức cho 20/20 cán bộ, công chức ký cam kết thực hiện kỷ luật, kỷ cương.",
        "Cử 02 công chức đi học thạc sĩ.",
        "Văn phòng cấp 500 tờ rơi cho 9 thôn.",
    ],
)
def test_what_is_no_result_of_the_unit(text):
    assert sure(f"Xã Vân Sơn làm tốt công tác này. {text}") == {}


def test_other_communes_of_a_district():
    assert sure("Một số xã còn chậm như xã Sơn Lộc quá hạn 04 hồ sơ.", level="district") == {}


def test_the_communes_part_of_a_district():
    text = (
        "- Tại cấp huyện: tiếp nhận 5.870 hồ sơ; đã giải quyết 5.602 hồ sơ.\n"
        "- Tại cấp xã: tiếp nhận 21.430 hồ sơ; đã giải quyết 21.395 hồ sơ."
    )
    assert sure(text, level="district") == {
        "dossiers_received": 5870,
        "dossiers_resolved": 5602,
        "dossiers_received@level:commune": 21430,
        "dossiers_resolved@level:commune": 21395,
    }


def test_a_provinces_levels():
    text = (
        "Toàn tỉnh tiếp nhận 146.380 hồ sơ.\n- Cấp tỉnh: tiếp nhận 31.206 hồ sơ.\n"
        "- Cấp huyện: tiếp nhận 27.438 hồ sơ.\n- Cấp xã: tiếp nhận 87.736 hồ sơ."
    )
    assert sure(text, level="province") == {
        "dossiers_received": 146380,
        "dossiers_received@level:district": 27438,
        "dossiers_received@level:commune": 87736,
    }


@pytest.mark.parametrize("unit", ["Thành phố Hoài Phú", "Huyện Tây Hoài"])
def test_a_district_named_in_a_provinces_report(unit):
    text = "Vốn đầu tư công toàn tỉnh giải ngân đạt 10,6% kế hoạch."
    found = sure(f"{text} {unit} giải ngân 22,4%.", level="province")
    assert found == {"investment_disbursed_pct": 10.6}


def test_a_cut_in_staff_behind_a_sentence_on_communes():
    text = (
        "Cán bộ, công chức cấp xã được giao 352 người, có mặt 338 người. "
        "Tinh giản biên chế: 05 người (01 công chức huyện)."
    )
    assert "staff_reduced@level:commune" not in sure(text, level="district")


def test_late_dossiers_an_office_apologised_for():
    text = "Hồ sơ đang giải quyết 47 hồ sơ. Đối với 02 hồ sơ trễ hạn, phường đã gửi thư xin lỗi."
    assert sure(text) == {"dossiers_pending": 47}


def test_staff_reproved_by_an_inspection():
    assert sure("Đoàn kiểm tra công vụ của quận nhắc nhở 01 công chức về việc không đeo thẻ.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "Qua hệ thống 1022 tiếp nhận 145 phản ánh của người dân.",
        "Tỷ lệ số hóa hồ sơ khi tiếp nhận thấp; tỷ lệ cấp kết quả bản điện tử đạt 95,6%.",
        "05 lĩnh vực TTHC phát sinh nhiều nhất gồm chứng thực, hộ tịch, đất đai.",
        "Cấp xã có tỷ lệ hồ sơ trực tuyến cao nhất là 91,2%.",
    ],
)
def test_what_may_be_something_else_is_left_to_a_person(text):
    assert sure(text, title="Cải cách TTHC") == {}


def test_part_time_staff_are_no_group_of_the_staff_behind_them():
    text = "Cán bộ không chuyên trách xã 11 đồng chí. Đại học 19 đồng chí, trung cấp 02 đồng chí."
    assert "edu_university@group:cadres" not in sure(text, title="Bộ máy, công vụ")


def test_repealed_procedures_are_not_all_of_a_level():
    text = "Năm 2023 huyện bãi bỏ 06 TTHC thuộc thẩm quyền cấp xã."
    assert "procedures_commune" not in sure(text, title="Cải cách TTHC")


def test_groups_of_staff():
    text = (
        "- Cán bộ có 10 người:\n+ Chuyên môn: đại học 6/10 = 60%, thạc sĩ 2/10 = 20%.\n"
        "- Công chức có 9 người:\n+ Chuyên môn: đại học 9/9 = 100%."
    )
    found = sure(text, title="Biên chế, trình độ")
    assert found["edu_university@group:cadres"] == 6
    assert found["edu_master_pct@group:cadres"] == 20
    assert found["edu_university_pct@group:civil_servants"] == 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "UBND huyện giao 52 nhiệm vụ, đã hoàn thành đúng hạn 50 nhiệm vụ, "
            "hoàn thành nhưng quá hạn 02 nhiệm vụ.",
            {"superior_tasks_assigned": 52, "superior_tasks_done_on_time": 50, "superior_tasks_done_late": 2},
        ),
        (
            "Kế hoạch CCHC có 30 nhiệm vụ, đã hoàn thành 16/30 nhiệm vụ, đạt 53,3%.",
            {"plan_tasks_set": 30, "plan_tasks_done": 16, "plan_completion_pct": 53.3},
        ),
        (
            "Tổng biên chế được giao là 21 người, hiện có mặt 20 người, gồm 11 cán bộ và 09 công chức.",
            {"staff_assigned": 21, "staff_present": 20, "staff_cadres": 11, "staff_civil_servants": 9},
        ),
        (
            "Thu ngân sách nhà nước trên địa bàn đạt 1,2 tỷ đồng/4 tỷ đồng, bằng 30% dự toán huyện giao.",
            {"budget_revenue_actual": 1.2e9, "budget_revenue_plan": 4e9, "budget_revenue_pct": 30},
        ),
        (
            "Thu ngân sách xã quý III là 900 triệu đồng; lũy kế 9 tháng 2.700 triệu đồng, "
            "đạt 81,4% dự toán năm và bằng 108% so với cùng kỳ.",
            {
                "commune_budget_revenue_actual": 9e8,
                "commune_budget_revenue_cumulative": 2.7e9,
                "commune_budget_revenue_pct": 81.4,
                "commune_budget_revenue_yoy_pct": 108,
            },
        ),
        (
            "Kế hoạch vốn đầu tư công năm 2023 là 3.200 triệu đồng, đã giải ngân 410 triệu đồng, đạt 12,8%.",
            {"investment_plan": 3.2e9, "investment_disbursed": 4.1e8, "investment_disbursed_pct": 12.8},
        ),
        (
            "Thu về 296 phiếu khảo sát, có 291/296 người dân hài lòng (98,3%).",
            {"survey_responses": 296, "survey_satisfied": 291, "survey_satisfied_pct": 98.3},
        ),
        ("Không nhận được phản ánh, kiến nghị nào của người dân.", {"feedback_received": 0}),
        ("Quý III xã không có cán bộ, công chức bị kỷ luật.", {"disciplined_total": 0}),
    ],
)
def test_other_themes(text, expected):
    assert sure(text) == expected


def test_approximate_values_are_marked():
    (one,) = figures("Tiếp nhận hơn 1.300 hồ sơ.")
    assert (one.value, one.approximate, one.confirmed) == (1300, True, True)


@pytest.mark.parametrize(
    ("text", "value", "reason"),
    [
        ("Xã hiện có mặt 5.000 cán bộ, công chức.", 5000, "doubt_value"),
        ("Xã còn thiếu một công chức.", 1, "doubt_spelled"),
        ("Thu ngân sách nhà nước trên địa bàn được 1.850đ.", 1850, "doubt_value"),
        ("Tiếp nhận 20 hồ sơ đất đai.", 20, "doubt_narrowed"),
    ],
)
def test_what_is_doubtful_waits_for_a_person_who_is_told_why(text, value, reason):
    (one,) = figures(text)
    assert (one.value, one.confirmed, one.mark) == (value, False, reason)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Tiếp nhận 264 hồ sơ.\nTrong kỳ tiếp nhận 270 hồ sơ.", ["doubt_differing", "doubt_differing"]),
        ("Tiếp nhận 264 hồ sơ.\nTrong kỳ tiếp nhận 264 hồ sơ.", [""]),
    ],
)
def test_what_a_report_contradicts_waits_for_the_same_reason(text, reasons):
    assert [one.mark for one in figures(text)] == reasons
