"""The page of a pay report, whatever the figures are."""

import re
from dataclasses import replace

import pytest
from tests.factories.pay import Row, a_workforce, people, report_of

from evenhand.domain.pay.report import PayReport
from evenhand.pipeline.pay_files import chosen, files_of
from evenhand.reporting.pay.outline import outline
from evenhand.reporting.pay.page import render_page

BLACK = "african"
FEW = people(5, 20.0) + people(4, 18.0, BLACK)
EDGES: dict[str, tuple[list[Row], dict[str, object]]] = {
    "everybody hidden inside the body": (FEW, {}),
    "everybody hidden from readers outside": (FEW, {"outside": True}),
    "a gap of nought": (people(20, 20.0) + people(20, 20.0, BLACK), {}),
    "all on one rate and nobody with a bonus": (
        people(20, 20.0, bonus=0.0) + people(20, 20.0, BLACK, bonus=0.0), {}
    ),
    "one group alone": (people(30, 20.0), {}),
    "nobody of known ethnicity": (people(30, 20.0, "not-known"), {}),
    "nobody's pay known": (people(30, None) + people(30, None, BLACK), {}),
    "nobody on full pay": (people(30, 9.0, full_pay=False), {}),
    "women and men": (
        people(40, 20.0, sex="male", bonus=10.0) + people(40, 19.0, sex="female", bonus=9.0),
        {"rules": "gender"},
    ),
    "women and men, for readers outside": (
        people(40, 20.0, sex="male", bonus=10.0) + people(40, 19.0, sex="female", bonus=9.0),
        {"rules": "gender", "outside": True},
    ),
    "every group against every other": (a_workforce(), {"rules": "2023-guidance", "fewest": 5}),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "more"), list(EDGES.values()), ids=list(EDGES))
def test_there_is_a_page_and_every_document(rows: list[Row], more: dict[str, object]) -> None:
    report, _ = report_of(rows, **more)  # type: ignore[arg-type]
    files = files_of(report, chosen("all"))
    page = str(files["pay.html"])
    assert "What stands out" in page and "What is not known" in page
    assert "None" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)
    assert "nan" not in re.sub(r"<[^>]*>", " ", page).split()
    assert len(files["pay.pdf"]) > 5000 and len(files["pay.docx"]) > 5000


@pytest.fixture(scope="module")
def report() -> PayReport:
    return report_of(a_workforce(2024, 2025), breakdowns=("grade", "sex"))[0]


def test_the_order_is_answer_picture_numbers_how_sure_working(report: PayReport) -> None:
    page = render_page(report)
    order = [
        "What stands out", "paid", "Are people of different groups paid alike by the hour?",
        "<svg", "Hourly pay gaps of every group", "How sure", "How it was worked out",
        "Pay quarters", "Bonuses", "By grade", "What equal promotion would change",
        "Over the years", "Who is counted", "What is being done", "What is not known",
    ]  # fmt: skip
    main = page[page.index('<h2 id="what-stands-out"') :]
    places = []
    for words in order:
        places.append(main.index(words, places[-1] if places else 0))
    assert places == sorted(places)


def test_a_gap_is_said_plainly_and_blames_nobody(report: PayReport) -> None:
    said = " ".join(getattr(block, "text", "") for block in outline(report).blocks)
    assert re.search(
        r"Ethnic minority staff are paid \d+\.\d% less per hour than White staff", said
    )
    assert "it is not by itself evidence of discrimination" in said
    for word in ("suffer", "worst", "underperform", "victim", "fault", "because of their"):
        assert word not in said.lower()


def test_every_line_of_the_contents_leads_somewhere(report: PayReport) -> None:
    page = render_page(report)
    anchors = re.findall(r'<a href="#([^"]+)"', page)
    assert anchors
    for anchor in anchors:
        assert page.count(f'id="{anchor}"') == 1
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("<script>alert(1)</script> & Sons", id="markup"),
        pytest.param("ת שירותי בריאות \u202eTrust", id="right to left"),
        pytest.param("x" * 30_000, id="30,000 letters"),
    ],
)
def test_any_name_leaves_the_report_whole(report: PayReport, name: str) -> None:
    audit = report.audit
    named = replace(report, audit=replace(audit, body=replace(audit.body, name=name)))
    files = files_of(named, chosen("html,pdf,docx,xlsx"))
    page = str(files["pay.html"])
    assert "<script" not in page
    assert len(page) < 600_000
    assert set(files) == {"pay.html", "pay.pdf", "pay.docx", "pay.xlsx"}


def test_for_whom_it_is_stands_on_top(report: PayReport) -> None:
    page = render_page(report)
    assert "Internal: not for release" in page and "Made up data" in page
    outside, _ = report_of(a_workforce(), outside=True, breakdowns=())
    page = render_page(outside)
    assert "Public: small numbers are hidden" in page
    assert "it was not set beside other reports on the same people" in page
    assert "Internal" not in page
