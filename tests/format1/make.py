"""How format1.tinhgon was made: by the last version whose seals have no format number (a1b81c4), in an empty home.

    git checkout a1b81c4 && TINHGON_HOME=EMPTY_FOLDER TINHGON_MASTER_KEY=$(printf '5a%.0s' $(seq 32)) \\
        PYTHONPATH=src:. python make.py OUT.tinhgon

Kept as it was run: it imports what that version had, not what there is today. Everybody in it is invented.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tinhgon.config.server import ensure_database

FILE = Path(sys.argv[1])


def main() -> None:
    ensure_database()
    from django.contrib.auth import get_user_model
    from tests.world import World, agency, effect, example, part, person, rename, unit

    from tinhgon.access import ties
    from tinhgon.basis.asof import AsOf
    from tinhgon.cli import archive
    from tinhgon.decisions.desk import draft_document, keep_draft, note_signed
    from tinhgon.decisions.erasing import erase
    from tinhgon.decisions.signing import sign
    from tinhgon.registers.staff.queries.people import identities
    from tinhgon.reports import REPORTS, ask, table
    from tinhgon.reports.saving import submit

    world = World()  # opening, changes, an annulment, posts, five people with sealed identities
    world.sign(effect("merge_units", sources=[{"unit": "A1"}, part("A2", 2, 200)], into=unit("A7", "An Phú")))
    renamed = world.sign(rename("A2", "An Thạnh Tây"), on="2022-06-01")
    world.sign(
        effect("correct_date", decision=renamed.document.number, corrected_clause="Điều 1",
               was_on="2022-06-01", is_on="2022-07-01"),
        effect("correct_record", "Điều 2", person="HS-3", on="2021-08-01", record={"birth_year": 1986}),
    )  # fmt: skip
    world.sign(example("take_up_roster/1"), on="2022-08-01")
    number = keep_draft(
        world.draft(effect("recruit", person=person("HS-9", "Hồ Văn Nháp", "1990"), at_unit=agency("S2")),
                    on="2023-01-01"),
        origin="form",
    )  # fmt: skip
    keep_draft(world.draft(rename("B3", "Bình Long Thượng"), on="2023-02-01"), origin="import")
    outcome = sign(draft_document(number))
    note_signed(number, outcome.ordinal)

    as_of = AsOf(outcome.document.signed_on)
    identities(as_of, [3001, 3002], who="chị Mẫu", purpose="tham mưu công tác cán bộ", what="danh sách nhân sự")
    identities(as_of, [3003], who="chị Mẫu", purpose="xét nâng lương", what="hồ sơ cá nhân")
    account = get_user_model().objects.create_user("mau", password="một mật khẩu dài và lạ")
    ties.tie(account.pk, "HS-1", who="quantri")
    ties.untie(account.pk, who="quantri")
    ties.tie(account.pk, "HS-2", who="quantri")
    report = REPORTS["establishment"]
    submit(table(report, ask(report.span, on=as_of.on)), "chị Mẫu")
    erase("HS-5", ground="Đơn ngày 05/01/2023 (giả định)", who="quantri")
    archive.backup(FILE)


main()
