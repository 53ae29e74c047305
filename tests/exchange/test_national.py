"""Events for a national system: in its codes or not at all, numbered once, answered, due; its extract against ours."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta

import pytest
import yaml
from tests.world import CIVIL, World, agency, effect, person, rows

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, Conflict
from tinhgon.basis.signatures import verified
from tinhgon.exchange.national import batches
from tinhgon.exchange.national.comparing import compare_extract, read_extract
from tinhgon.exchange.national.gathering import rows_of
from tinhgon.exchange.national.mapping import SystemForm, read_mapping
from tinhgon.exchange.national.skeleton import skeleton
from tinhgon.law.clocks import Calendar
from tinhgon.record.actor import Actor
from tinhgon.registers.staff.queries.events import person_events

pytestmark = pytest.mark.django_db
BY = Actor(os_user="lan", purpose="gửi hệ thống quốc gia")
FORM = """
system: CBCC
columns:
  - {name: VIEC, from: event.key, required: true}
  - {name: LOAI, from: event.kind, codes: loai, required: true}
  - {name: NGAY, from: event.on, required: true}
  - {name: MA, from: person.code, required: true}
  - {name: HO_TEN, from: person.name, required: true}
  - {name: GIOI, from: person.sex, codes: gioi}
  - {name: NGACH, from: place.category, codes: ngach}
  - {name: QD, from: event.decision}
codes:
  loai: {take_up: "01", transfer: "02", retire: "07", recruit: "03", annulled: "99"}
  gioi: {male: "1", female: "0"}
  ngach: {civil_servant: CC}
"""


def form(text: str = FORM) -> SystemForm:
    return read_mapping(text.encode(), "ma.yaml")


def made(world: World, *, at: datetime | None = None, rejected: bool = False) -> tuple[batches.Batch, bytes]:
    """The next batch, as the command makes it."""
    at = at or datetime.now(UTC)
    events = batches.to_send("CBCC", at, rejected=rejected)
    told = rows_of(events, form(), known=AsOf(at.date(), at), by=BY)
    assert not told.faults
    content = batches.content_of(told, form())
    last = (batches.batches("CBCC") or [None])[-1]
    return batches.begin(form(), events, content, last=last, on=at.date(), at=at), content


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_every_event_once_in_the_codes_of_the_system(world: World) -> None:
    first, content = made(world)
    assert (first.number, first.after, first.upto, first.events) == (1, 0, 5, 5)
    assert table(content)[0] == {
        "VIEC": "5.5.4.3001.20210701", "LOAI": "01", "NGAY": "2021-07-01", "MA": "HS-1", "HO_TEN": "Nguyễn Văn Mẫu",
        "GIOI": "1", "NGACH": "CC", "QD": "05/QĐ-MẪU",
    }  # fmt: skip
    assert batches.to_send("CBCC", datetime.now(UTC)) == []
    world.sign(effect("transfer", person="HS-3", at_post="S1.04"), on="2022-03-01", number="8/QĐ")
    second, content = made(world)
    assert (second.number, second.after, second.upto) == (2, 5, 6)
    assert [(row["MA"], row["LOAI"]) for row in table(content)] == [("HS-3", "02")]
    assert "Lê Văn Thử" in content.decode()
    assert "birth" not in content.decode()  # nothing that no column asks for
    # an annulled decision is an event of its own
    world.sign(effect("annul_decision", decisions=["8/QĐ"]), on="2022-04-01", number="9/QĐ")
    _, content = made(world)
    assert [(row["MA"], row["LOAI"], row["QD"]) for row in table(content)] == [("HS-3", "99", "9/QĐ")]


def test_made_again_it_is_the_same_file(world: World) -> None:
    """Also after what has changed since: it is told as it was known when it was made."""
    first, content = made(world)
    world.sign(effect("transfer", person="HS-3", at_post="S1.04"), on="2021-08-01", number="8/QĐ")
    told = rows_of(batches.events_of(first), form(), known=AsOf(first.on, first.made_at), by=BY)
    assert batches.content_of(told, form()) == content
    manifest = verified(json.loads(batches.manifest(first, b"k" * 32)))
    assert manifest["sha256"] == first.sha256


def test_two_who_make_a_batch_at_once(world: World) -> None:
    """Each was shown the same events: the second is refused, nothing is numbered twice."""
    at = datetime.now(UTC)
    events = batches.to_send("CBCC", at)
    batches.begin(form(), events, b"x", last=None, on=at.date(), at=at)
    with pytest.raises(Conflict) as refused:
        batches.begin(form(), events, b"x", last=None, on=at.date(), at=at)
    assert refused.value.code == "batch_meanwhile"
    assert [one.number for one in batches.batches("CBCC")] == [1]


def test_what_has_no_code_holds_the_batch_up(world: World) -> None:
    bare = form(FORM.replace('female: "0"', 'female: ""').replace('take_up: "01", ', ""))
    at = datetime.now(UTC)
    told = rows_of(batches.to_send("CBCC", at), bare, known=AsOf(at.date(), at), by=BY)
    assert {(one.codes, one.value) for one in told.faults} == {("loai", "take_up"), ("gioi", "female")}
    assert told.rows == []


def test_identities_are_opened_as_far_as_asked_and_written_down(world: World) -> None:
    before = rows("SELECT count(*) FROM reading")[0][0]
    at = datetime.now(UTC)
    without = form(FORM.replace("  - {name: HO_TEN, from: person.name, required: true}\n", ""))
    told = rows_of(batches.to_send("CBCC", at), without, known=AsOf(at.date(), at), by=BY)
    assert "Nguyễn" not in batches.content_of(told, without).decode()
    assert rows("SELECT count(*) FROM reading")[0][0] == before
    made(world)
    assert rows("SELECT count(*) FROM reading")[0][0] > before


def test_answers_and_what_is_due(world: World) -> None:
    calendar = Calendar.given([date(2026, 12, 2)])
    _, content = made(world)
    keys = [row["VIEC"] for row in table(content)]
    assert {one.state for one in batches.board("CBCC", calendar, due_days=3)} == {"sent"}
    said = [(keys[0], True, ""), (keys[1], False, "Sai số định danh")]
    assert batches.take_receipt("CBCC", 1, said) == {"accepted": 1, "rejected": 1}
    assert batches.take_receipt("CBCC", 1, said) == {"accepted": 1, "rejected": 1}  # the same answer twice
    waiting = {one.event.key: one for one in batches.board("CBCC", calendar, due_days=3)}
    assert keys[0] not in waiting
    assert (waiting[keys[1]].state, waiting[keys[1]].message) == ("rejected", "Sai số định danh")
    recorded = waiting[keys[1]].event.recorded_at.date()
    assert waiting[keys[1]].due == calendar.after(recorded, 3).on
    assert waiting[keys[1]].due - recorded >= timedelta(days=3)
    for wrong in ([("1.1.1.1.20200101", True, "")], [(keys[1], True, "")]):  # of no batch; against what was said
        with pytest.raises(BadInput):
            batches.take_receipt("CBCC", 1, [(keys[2], True, ""), *wrong])
    assert {one.event.key for one in batches.board("CBCC", calendar, due_days=3)} == set(keys[1:])  # all or nothing
    again, content = made(world, rejected=True)
    assert [row["VIEC"] for row in table(content)] == [keys[1]]
    batches.take_receipt("CBCC", again.number, [(keys[1], True, "")])
    assert keys[1] not in {one.event.key for one in batches.board("CBCC", calendar, due_days=3)}


def test_their_extract_against_ours(world: World) -> None:
    """One differs, one is forgotten there (and stays here), one is a stranger, one stands twice."""
    world.sign(
        effect("allocate_quota", allocations=[{"unit": agency("S1"), "line": CIVIL, "amount": 1}]),
        effect("recruit", "Điều 2", person=person("HS-9", "Ngô Văn Mẫu", "1990"), at_post={"number": "S1.04"}),
        on="2021-09-01",
    )  # fmt: skip
    header = "MA,HO_TEN,GIOI,NGACH\n"
    text = header + "\n".join([
        "HS-1,Nguyễn Văn Mẫu,1,CC", "HS-2,Trần Thị Giả,1,CC", "HS-3,Lê Văn Thử,1,CC", "HS-3,Lê Văn Thử,1,CC",
        "HS-4,Phạm Thị Ví,0,CC", "HS-99,Người Lạ,1,CC", "HS-5,Võ Văn Dụ,1,VC",
    ]) + "\n"  # fmt: skip
    extract = read_extract(text.encode(), "trich.csv", form())
    board = batches.board("CBCC", Calendar.given([]), due_days=3)
    found = compare_extract(extract, form(), AsOf(date(2022, 1, 1)), waiting=board, by=BY)
    assert [(one.kind, one.person, one.column, one.here, one.there) for one in found] == [
        ("differs", "HS-2", "GIOI", "0", "1"), ("several_there", "HS-3", "", "", ""),
        ("differs", "HS-5", "NGACH", "CC", "VC"), ("not_there", "HS-9", "", "", ""),
        ("not_here", "HS-99", "", "", ""),
    ]  # fmt: skip
    assert found[3].cause == "to_send"
    assert found[0].unit == "phòng Kinh tế"
    with pytest.raises(BadInput):
        read_extract(b"TEN\nA\n", "trich.csv", form())


@pytest.mark.parametrize(
    "wrong",
    [
        ("from: event.kind, codes: loai", "from: event.kind"),  # free text
        ("from: person.code", "from: person.phone"), ("from: person.code", "from: person.address"),
        ("codes: gioi", "codes: khac"), ("name: NGAY", "name: LOAI"), ("system: CBCC", "system: ../x"),
        ("columns:", "cot:"), ("system: CBCC", "system: &a [*a]"), ("system: CBCC", "system: !!python/object:os.x {}"),
    ],
)  # fmt: skip
def test_forms_that_are_refused(wrong: tuple[str, str]) -> None:
    with pytest.raises(BadInput):
        form(FORM.replace(*wrong))


def test_an_empty_table_names_every_value_and_nobody(world: World) -> None:
    text = skeleton("CBCC")
    told = yaml.safe_load(text)
    assert told["codes"]["event_kind"] == {"take_up": ""}
    assert set(told["codes"]["person_professional"]) == {"university", "master"}
    assert not [word for word in ("HS-1", "Nguyễn Văn", "sealed") if word in text]
    read_mapping(text.encode(), "ma.yaml")  # it can be read as it is; nothing goes until the codes are there
    assert {one.kind for one in person_events(0)} == {"take_up"}
