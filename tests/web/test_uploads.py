"""What somebody sends: every kind is taken, what does harm is refused, and nothing personal is left lying."""

import io
import logging
import re
import secrets
import tempfile
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from tests.factories import extracts
from tests.factories.packs import BODY, YEAR, write_workbook
from tests.factories.years_by_hand import ByHand
from tests.factories.years_of_bodies import DAY, People, pack, state, work

from evenhand.web.core.queries import entries_of
from evenhand.web.core.working_folder import IN_MEMORY, PREFIX
from evenhand.web.submissions import queries
from evenhand.web.submissions.models import Job, StoredFile, Submission
from evenhand.web.submissions.rules import MOST_BYTES
from evenhand.web.submissions.states import State

pytestmark = pytest.mark.django_db


def send(people: People, year: Submission, *files: tuple[str, bytes]) -> HttpResponse:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    page = people.page(year, "upload/")
    answer: HttpResponse = people.clients["contributor"].post(page, {"files": sent})
    return answer


def main(answer: HttpResponse) -> str:
    """The words of a page, without those around it."""
    text = answer.content.decode().partition("<main")[2].partition("</main")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("&#39;", "'").split())


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def locked() -> bytes:
    """A ZIP whose member says that it needs a password."""
    content = bytearray(packed(**{"staff.csv": b"a,b\n1,2\n"}))
    for start, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(start) + place] |= 1
    return bytes(content)


def workbook_pack(folder: Path) -> bytes:
    """A pack in one workbook, with a sheet that says what it is."""
    told = [
        ["body.id", BODY["id"]],
        ["body.name", BODY["name"]],
        ["body.kind", BODY["kind"]],
        ["year.snapshot", YEAR["snapshot"]],
        ["year.standards", "nhs-wres"],
    ]
    staff = [["person", "ethnic_category", "pay_band"]]
    staff += [[f"p{n}", "A" if n % 4 else "N", str(5 + n % 3)] for n in range(60)]
    file = write_workbook(folder / "pack.xlsx", {"pack": told, "staff": staff})
    return file.read_bytes()


@pytest.mark.parametrize("name", list(extracts.FULL))
def test_an_extract_is_asked_about_once_and_not_again_next_year(name: str, tmp_path: Path) -> None:
    people = People()
    file = extracts.FULL[name](tmp_path, extracts.people(120))
    first = people.begin()
    send(people, first, (file.name, file.read_bytes()))
    work()
    assert state(first) == "uploaded", "guesses are confirmed before anything is worked out"
    page = people.clients["contributor"].get(people.page(first, "columns/"))
    assert "Guessed" in main(page)
    for told in (extracts.SECRET, "17-FEB-1976", *(each.id for each in extracts.people(120))):
        assert told not in page.content.decode(), "an example is nobody's in particular"
    people.clients["contributor"].post(people.page(first, "columns/"), {})
    work()
    assert state(first) == "checked", Job.objects.first().problem
    later = people.begin(DAY.replace(year=2026))
    send(people, later, (file.name, file.read_bytes()))
    work()
    page = people.clients["contributor"].get(people.page(later, "columns/"))
    assert "there was no question to ask" in main(page)
    assert "Ask everything again" in main(page)


def a_mapped_year(people: People, folder: Path) -> Submission:
    year = people.begin()
    rows = [["Staff No", "Ethnic Origin", "Band", "Base"]]
    rows += [[f"{7_000 + n}", "White British", "5", "Klingon"] for n in range(40)]
    rows += [[f"{8_000 + n}", "Klingon", "6", "North"] for n in range(30)]
    file = extracts.write_csv(folder / "staff.csv", rows)
    send(people, year, ("staff.csv", file.read_bytes()))
    work()
    return year


def test_a_label_nobody_knows_is_chosen_from_a_list(tmp_path: Path) -> None:
    people = People()
    year = a_mapped_year(people, tmp_path)
    told = queries.file_of(year, "mapping", "questions.json")
    assert told is not None
    page = people.clients["contributor"].get(people.page(year, "columns/")).content.decode()
    listed = r'<select[^>]* name="(answer-\d+)"[^>]*>(?:(?!</select>).)*value="caribbean"'
    field = re.search(listed, page, re.DOTALL)
    assert field, "the list holds every category"
    people.clients["contributor"].post(people.page(year, "columns/"), {field[1]: "caribbean"})
    work()
    assert state(year) == "checked"
    manifest = queries.description_of(year)["tables"]["staff"]
    assert manifest["values"]["ethnic_category"] == {"Klingon": "caribbean"}


def test_what_was_read_wrongly_without_a_question_is_read_differently(tmp_path: Path) -> None:
    people = People()
    year = a_mapped_year(people, tmp_path)
    told = {
        "more-column": "staff|team", "more-header": "Base",
        "more-of": "staff|ethnic_category", "more-value": "White British", "more-means": "irish",
    }  # fmt: skip
    people.clients["contributor"].post(people.page(year, "columns/"), told)
    work()
    manifest = queries.description_of(year)["tables"]["staff"]
    assert manifest["columns"]["team"] == "Base"
    assert manifest["values"]["ethnic_category"]["White British"] == "irish"


def test_an_answer_that_is_none_is_named_and_nothing_is_changed(tmp_path: Path) -> None:
    people = People()
    year = a_mapped_year(people, tmp_path)
    before = StoredFile.objects.count()
    told = {
        "answer-0": "no-such-table",
        "more-of": "staff|ethnic_category", "more-value": "X", "more-means": "martian",
    }  # fmt: skip
    answer = people.clients["contributor"].post(people.page(year, "columns/"), told)
    assert "There is a problem" in main(answer)
    assert "Choose one of the answers in the list" in main(answer)
    assert "martian is none of what this column can hold" in main(answer)
    assert StoredFile.objects.count() == before


def test_last_years_way_of_reading_can_be_left_aside(tmp_path: Path) -> None:
    people = People()
    first = a_mapped_year(people, tmp_path)
    people.clients["contributor"].post(people.page(first, "columns/"), {})
    work()
    later = people.begin(DAY.replace(year=2026))
    send(people, later, ("staff.csv", (tmp_path / "staff.csv").read_bytes()))
    work()
    assert state(later) == "checked"
    people.clients["contributor"].post(people.page(later, "columns/"), {"do": "forget"})
    work()
    assert state(later) == "uploaded"
    assert "Guessed" in main(people.clients["contributor"].get(people.page(later, "columns/")))


def test_a_workbook_that_says_what_it_holds_needs_no_question(tmp_path: Path) -> None:
    people = People()
    year = people.begin()
    send(people, year, ("pack.xlsx", workbook_pack(tmp_path)))
    work()
    assert state(year) == "checked", Job.objects.first().problem


def test_several_files_are_a_year_and_one_that_was_not_used_is_named(tmp_path: Path) -> None:
    people = People()
    year = people.begin()
    with zipfile.ZipFile(io.BytesIO(pack())) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    send(people, year, *files, ("left-over.csv", b"a,b\n1,2\n"))
    work()
    assert state(year) == "checked"
    page = main(people.clients["contributor"].get(people.page(year, "check/")))
    assert "These files were not used, since nothing says what they hold: left-over.csv" in page


def test_the_same_files_again_are_recognised() -> None:
    people = People()
    year = people.begin()
    send(people, year, ("pack.zip", pack()))
    answer = people.clients["contributor"].post(
        people.page(year, "upload/"),
        {"files": [SimpleUploadedFile("again.zip", pack())]},
        follow=True,
    )
    assert "These are the files that are here already" in answer.content.decode()
    assert Job.objects.count() == 1


REFUSED = {
    "nothing": ((), "Choose the files of the year"),
    "no bytes": ((("staff.csv", b""),), "Choose the files|is empty"),
    "no bytes in a ZIP": ((("a.zip", packed(**{"staff.csv": b""})),), "staff.csv is empty"),
    "a picture": ((("staff.png", b"\x89PNG"),), "Send CSV, XLSX, Parquet or TOML"),
    "a program called a table": ((("staff.csv", b"MZ\x90"),), "not what its name says"),
    "an old workbook": ((("staff.xls", b"\xd0\xcf\x11\xe0"),), "has to be saved as .xlsx first"),
    "a workbook with macros": ((("staff.xlsm", b"PK\x03\x04"),), "save it as an Excel workbook"),
    "a text called a workbook": ((("staff.xlsx", b"a,b"),), "not what its name says"),
    "a ZIP in a ZIP": ((("a.zip", packed(**{"b.zip": packed(x=b"")})),), "make one ZIP of all"),
    "out of the pack": ((("a.zip", packed(**{"../staff.csv": b"a"})),), "leads out of the pack"),
    "from the root": ((("a.zip", packed(**{"/etc/staff.csv": b"a"})),), "leads out of the pack"),
    "of a drive": ((("a.zip", packed(**{"C:\\staff.csv": b"a"})),), "leads out of the pack"),
    "with a password": ((("a.zip", locked()),), "locked with a password"),
    "damaged": ((("a.zip", packed(**{"a.csv": b"1" * 99})[:60]),), "Make the ZIP again"),
    "a bomb": ((("a.zip", packed(**{"a.csv": b"0" * 30_000_000})),), "far more than its size"),
    "two of one name": (
        (("a.zip", packed(**{"staff.csv": b"1"})), ("Staff.csv", b"2")),
        "Two files are called",
    ),
    "too many": (
        (("a.zip", packed(**{f"{n}.csv": b"1" for n in range(201)})),),
        "more than 200 files",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", list(REFUSED))
def test_what_cannot_be_a_year_is_refused_in_words_that_name_the_fix(case: str) -> None:
    files, words = REFUSED[case]
    people = People()
    year = people.begin()
    answer = send(people, year, *files)
    assert answer.status_code == 200
    assert "There is a problem" in main(answer)
    assert re.search(words, main(answer)), main(answer)
    assert (state(year), StoredFile.objects.count()) == ("draft", 0)


def test_too_large_is_said_before_any_of_it_is_read() -> None:
    people = People()
    year = people.begin()
    told = {"CONTENT_LENGTH": str(MOST_BYTES + 2_000_000)}
    answer = people.clients["contributor"].post(people.page(year, "upload/"), {}, **told)
    assert answer.status_code == 413
    assert "The files are larger than 200 MB together" in main(answer)


@pytest.mark.parametrize("path", ["/account/login/", "/join/", "/nowhere/"])
def test_a_stranger_may_send_no_more_than_a_form(path: str) -> None:
    sent = {"files": SimpleUploadedFile("a.csv", b"1" * 2_000_000)}
    answer = People().clients["reader"].post(path, sent)
    assert answer.status_code == 413
    assert "More was sent to this page than it takes" in main(answer)


def test_a_request_that_lies_about_its_length_is_read_no_further_than_it_says() -> None:
    people = People()
    year = people.begin()
    sent = {"files": [SimpleUploadedFile("staff.csv", b"a,b\n" + b"1,2\n" * 200_000)]}
    page = people.page(year, "upload/")
    answer = people.clients["contributor"].post(page, sent, CONTENT_LENGTH="500")
    assert answer.status_code in (200, 400)
    assert StoredFile.objects.count() == 0


def with_canaries(canary: str) -> bytes:
    """An extract in which everything that identifies somebody can be found again anywhere."""
    rows = [["Staff No", "Name", "NI", "Mail", "DOB", "Ethnic Origin", "Band", "Start Date"]]
    rows += [
        [f"{canary}{n}", canary, f"{canary}NI", f"{canary}@example.org", f"{canary}1976",
         "White British" if n % 9 else f"{canary}{n}", "5" if n % 7 else f"{canary}{n}", "2020-01-01"]
        for n in range(60)
    ]  # fmt: skip
    return "\n".join(",".join(row) for row in rows).encode()


def lying_about(place: Path, canary: str) -> list[Path]:
    """Files below a folder that hold the canary."""
    files = (path for path in place.rglob("*") if path.is_file())
    return [path for path in files if canary.encode() in path.read_bytes()]


@pytest.mark.parametrize("broken", [False, True], ids=["read", "failing on its way"])
def test_nothing_personal_lies_on_a_disk_in_a_log_or_in_the_trail(
    broken: bool,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    canary = f"Wren{secrets.token_hex(6)}"
    people = People()
    year = people.begin()
    send(people, year, ("staff.csv", with_canaries(canary)))
    if broken:

        def fails(*args: object, **told: object) -> None:
            raise ValueError(f"cannot read {canary}")

        monkeypatch.setattr("evenhand.web.submissions.work.check_year", fails)
        with pytest.raises(Exception, match=r"job \d+: ValueError at test_uploads.py:\d+") as why:
            work()
        assert canary not in str(why.value)
        assert "Something of ours went wrong" in Job.objects.latest("pk").problem
    else:
        work()
        page = people.clients["contributor"].get(people.page(year, "columns/"))
        check = people.clients["contributor"].get(people.page(year, "check/"))
        assert "Guessed" in main(page)
        assert canary not in page.content.decode()
        # A label that nobody knows has to be named to be put right, to those who may see the rows.
        for column in (f"{canary}NI", f"{canary}@", f"{canary}1976"):
            assert column not in check.content.decode()
    for place in (Path(settings.HOME), tmp_path, *IN_MEMORY.glob(f"{PREFIX}*")):
        assert lying_about(place, canary) == []
    assert canary not in caplog.text
    assert canary not in str(entries_of(people.body.slug, newest=100))
    assert canary not in rows_of_the_database()


@pytest.mark.django_db(transaction=True)
@pytest.mark.on_postgresql
def test_what_the_queue_keeps_of_a_failed_job_quotes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The real worker, whose table of results holds the whole trace of what went wrong."""
    canary = f"Wren{secrets.token_hex(6)}"
    people = People()
    year = people.begin()
    send(people, year, ("staff.csv", with_canaries(canary)))

    def fails(*args: object, **told: object) -> None:
        raise ValueError(f"cannot read {canary}")

    monkeypatch.setattr("evenhand.web.submissions.work.check_year", fails)
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    assert Job.objects.get().state == "failed"
    kept = rows_of_the_database()
    assert "WorkFailed" in kept
    assert canary not in kept


def rows_of_the_database() -> str:
    """Everything in every table, the queue's among them, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                found += [bytes(c).decode("latin-1") if isinstance(c, memoryview) else
                          c.decode("latin-1") if isinstance(c, bytes) else str(c) for c in row]  # fmt: skip
    return "\n".join(found)


def two_bodies() -> bytes:
    manifest = (
        'bodies = "bodies.csv"\n'
        '[year]\nsnapshot = 2025-03-31\nstandards = ["nhs-wres"]\n[tables.staff]\nfile = "staff.csv"\n'
    )
    bodies = b"id,name,kind\nX01,One Trust,nhs-trust\nX02,Other Trust,nhs-trust\n"
    rows = ["body,person,ethnic_category,pay_band"]
    rows += [f"X0{1 + n % 2},p{n},{'A' if n % 4 else 'N'},{5 + n % 3}" for n in range(80)]
    files = {"pack.toml": manifest.encode(), "bodies.csv": bodies}
    return packed(**files, **{"staff.csv": "\n".join(rows).encode()})


def test_a_pack_of_several_organisations_is_said_to_be_one() -> None:
    people = People()
    year = people.begin()
    send(people, year, ("pack.zip", two_bodies()))
    work()
    assert state(year) == "uploaded"
    page = main(people.clients["contributor"].get(people.page(year, "check/")))
    assert "These files hold 2 organisations: One Trust, Other Trust" in page


@pytest.mark.parametrize(
    ("before", "after"),
    [(State.RELEASED, "uploaded"), (State.CHECKED, "checked")],
    ids=["released", "not released"],
)
def test_files_of_another_organisation_than_last_years_are_pointed_out(
    before: State, after: str
) -> None:
    """Beside what another organisation released nothing could be protected: so that is refused."""
    people = People()
    hand = ByHand(people.body)
    year = hand.year(State.DRAFT, DAY.replace(year=2024))
    hand.upload(year)
    hand.checked(year, bodies=[["Z99", "Last Year Trust"]])
    if before is State.RELEASED:
        for do in (hand.computed, hand.sent, hand.signed, hand.released):
            do(year)
    later = people.begin()
    send(people, later, ("pack.zip", pack()))
    work()
    assert state(later) == after
    page = main(people.clients["contributor"].get(people.page(later, "check/")))
    assert "were of Last Year Trust (Z99)" in page


def test_a_file_without_any_table_is_said_to_be_none() -> None:
    people = People()
    year = people.begin()
    send(people, year, ("notes.csv", b"just some words\nand no table at all\n"))
    work()
    page = main(people.clients["contributor"].get(people.page(year, "check/")))
    assert state(year) == "uploaded"
    assert "No table was recognised in these files" in page, (page, Job.objects.first().problem)
    assert "/dev/shm" not in page  # noqa: S108


def test_a_pack_described_wrongly_says_where() -> None:
    people = People()
    year = people.begin()
    send(people, year, ("pack.zip", packed(**{"pack.toml": b"[body", "staff.csv": b"a\n1\n"})))
    work()
    page = main(people.clients["contributor"].get(people.page(year, "check/")))
    assert state(year) == "uploaded"
    assert "pack.toml" in page
    assert "Put right the errors below" in page, page
