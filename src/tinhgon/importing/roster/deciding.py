"""The good rows of a roster become one decision, which can be annulled like any other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.decisions.rosters import attach_roster
from tinhgon.importing.roster.checking import Checked
from tinhgon.ledger import bulk
from tinhgon.ledger.document import Document
from tinhgon.registers.staff.codes import codes_of_persons
from tinhgon.registers.staff.payloads import IDENTITY, PERSON_FIELDS

CLAUSE_NEW, CLAUSE_EXTRA, CLAUSE_CHANGES, CLAUSE_VACANT = "Điều 1", "Điều 2", "Điều 3", "Điều 4"

_POST = ("post_number", "post_title", "category", "bloc", "funding", "position", "rank", "group")


def roster_document(
    checked: Checked,
    *,
    number: str = "",
    issuer: str = "Cơ quan giữ sổ",
    kind: str = "biên bản",
    signed_on: date | None = None,
    subject: str = "",
    synthetic: bool = False,
    skip_bad: bool = False,
) -> Document:
    """The decision that enters the good rows. In the transaction of the caller: keys and the table are written.

    Raises BadInput while rows are bad (unless these are to be left out), and when nothing is left to enter.
    """
    if checked.bad_count and not skip_bad:
        raise BadInput(
            "roster_bad_rows",
            gettext_noop("{file}: {bad} trong {rows} dòng có lỗi; sửa tệp rồi tải lại, hoặc chọn bỏ các dòng có lỗi."),
            file=checked.name,
            bad=checked.bad_count,
            rows=checked.total,
        )
    if questions := checked.layout.questions():
        raise BadInput(
            "roster_questions",
            gettext_noop("{file}: còn {count} câu hỏi về cột chưa trả lời; chọn cột cho từng mục trước khi ghi."),
            file=checked.name,
            count=len(questions),
        )
    effects = [*_taken_up(checked, synthetic=synthetic), *_vacancies(checked), *_changes(checked)]
    if not effects:
        raise BadInput(
            "roster_nothing_to_enter",
            gettext_noop("{file}: không có dòng nào để ghi vào sổ; mọi dòng đều có lỗi hoặc đã ghi như vậy rồi."),
            file=checked.name,
        )
    left = f" Bỏ {checked.bad_count} dòng có lỗi." if checked.bad_count else ""
    return Document.model_validate({
        "number": number or f"NS-{checked.on:%Y-%m-%d}-{checked.layout.workbook.sha256[:6]}",
        "kind": kind,
        "issuer": issuer,
        "signed_on": signed_on or checked.on,
        "effective_on": checked.on,
        "subject": subject or f"Ghi vào sổ danh sách nhân sự {checked.name}",
        "synthetic": synthetic,
        "attachments": ({"name": checked.name, "sha256": checked.layout.workbook.sha256},),
        "note": f"Tệp có {checked.total} dòng.{left}",
        "effects": effects,
    })  # fmt: skip


def _taken_up(checked: Checked, *, synthetic: bool) -> Iterator[dict[str, Any]]:
    """The table of new persons, and then the second places of them and of others."""
    new = checked.new
    person_of: dict[int, dict[str, Any]] = {}
    if new.any():
        table = attach_roster(_roster(checked, new, synthetic=synthetic), name=f"{checked.name}.parquet")
        yield {"kind": "take_up_roster/1", "clause": CLAUSE_NEW, "table": table.model_dump()}
        if checked.extra.any():
            kept = bulk.columns(table.sha256, ["person_id", "code"])
            person_of = {
                place: {"id": person_id, "code": code}
                for place, (person_id, code) in zip(new.arg_true(), kept.rows(), strict=True)
            }
    if checked.extra.any():
        yield from _second_places(checked, person_of)


def _roster(checked: Checked, rows: pl.Series, *, synthetic: bool) -> pl.DataFrame:
    """The columns of take_up_roster/1 for some of the rows."""
    roll = checked.roll
    opens = roll.values["opens"]
    columns = {
        name: roll.value(name, pl.Int64 if name in ("birth_year", "birth_month", "pay_step") else pl.String)
        for name in (*IDENTITY, *PERSON_FIELDS, "kind", "share", "until", "category", "bloc", "funding", "post_number",
                     "post_title", "position", "rank", "group")
    }  # fmt: skip
    frame = pl.DataFrame({
        **columns, "unit_id": roll.values["unit_id"], "post_id": roll.values["post_id"], "code": roll.text("code"),
        "opens": opens,
    }).filter(rows)  # fmt: skip
    return frame.with_columns(
        pl.when("opens").then(pl.col("funding").fill_null("budget")).alias("funding"),
        pl.lit(synthetic).alias("synthetic"),
    ).drop("opens")


def _second_places(checked: Checked, person_of: dict[int, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The posts that second places need, unit by unit; then an appointment for each."""
    roll = checked.roll
    new_posts: dict[int, list[dict[str, Any]]] = defaultdict(list)
    appointments = []
    codes = dict(codes_of_persons(roll.values["known_id"].drop_nulls().unique().to_list()))
    wanted = (*_POST, "kind", "share", "until")
    columns = {name: roll.value(name) for name in wanted} | {
        "unit": roll.values["unit_id"], "first": roll.values["first"], "known": roll.values["known_id"],
        "opens": roll.values["opens"],
    }  # fmt: skip
    for row in roll.frame(**columns).filter(checked.extra).iter_rows(named=True):
        person = {"id": row["known"], "code": codes[row["known"]]} if row["known"] else person_of[row["first"]]
        if row["opens"]:
            new_posts[row["unit"]].append(_post(row))
        stated = {name: row[name] for name in ("share", "until") if row[name]}
        appointments.append({
            "kind": "appoint/1", "person": person, "at_post": row["post_number"], "assignment": row["kind"], **stated,
        })  # fmt: skip
    yield from _opened(checked, new_posts, CLAUSE_EXTRA)
    for nth, appointment in enumerate(appointments, start=1):
        yield {**appointment, "clause": f"{CLAUSE_EXTRA} khoản {nth}"}


def _vacancies(checked: Checked) -> Iterator[dict[str, Any]]:
    """Posts that the file says nobody holds."""
    if not checked.vacant.any():
        return
    new_posts: dict[int, list[dict[str, Any]]] = defaultdict(list)
    columns = {name: checked.roll.value(name) for name in _POST} | {"unit": checked.roll.values["unit_id"]}
    for row in checked.roll.frame(**columns).filter(checked.vacant).iter_rows(named=True):
        new_posts[row["unit"]].append(_post(row))
    yield from _opened(checked, new_posts, CLAUSE_VACANT)


def _post(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": row["post_number"], "title": row["post_title"], "funding": row["funding"] or "budget",
        **{name: row[name] for name in ("category", "bloc", "position", "rank", "group")},
    }  # fmt: skip


def _opened(checked: Checked, posts: dict[int, list[dict[str, Any]]], clause: str) -> Iterator[dict[str, Any]]:
    places = checked.found.places
    for unit_id, new in posts.items():
        unit = {"code": places[unit_id].code, "name": places[unit_id].name, "structure": places[unit_id].structure}
        yield {"kind": "create_posts/1", "clause": clause, "unit": unit, "posts": new}


def _changes(checked: Checked) -> Iterator[dict[str, Any]]:
    """Records of persons in the books, as far as the file states them otherwise."""
    known = checked.roll.values["known_id"]
    codes = dict(codes_of_persons(known.gather(list(checked.changes)).to_list())) if checked.changes else {}
    for nth, (place, record) in enumerate(sorted(checked.changes.items()), start=1):
        person = {"id": known[place], "code": codes[known[place]]}
        yield {"kind": "change_record/1", "clause": f"{CLAUSE_CHANGES} khoản {nth}", "person": person, "record": record}
