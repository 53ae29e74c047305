"""Policy targets: cuts against a base payroll, recruitment, and the shares of women and the young in a committee."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import in_percent, rounded_down, rounded_up
from tinhgon.law.model import Fact, Facts, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, term

BASE = Fact(
    name="base_staff", label=_("Biên chế gốc"), kind="people", minimum=1, maximum=100_000_000,
    why=_("tỷ lệ giảm tính trên số này"), example=14500,
)  # fmt: skip
NOW = Fact(
    name="present_staff", label=_("Biên chế hiện nay"), kind="people", maximum=100_000_000,
    why=_("để biết đã giảm bao nhiêu"), example=13050,
)  # fmt: skip


def _cut(f: Facts, cite: str, share: Term) -> Parts:
    must = yield Step("must_cut", "people", _("Số phải giảm"), cite, rounded_up(f["base_staff"] * share))
    yield Step("may_keep", "people", _("Số được giữ nhiều nhất"), cite, f["base_staff"] - must)
    done = yield Step("cut", "people", _("Số đã giảm"), cite, f["base_staff"] - f["present_staff"])
    yield Step("cut_pct", "decimal", _("Đã giảm, phần trăm"), cite, in_percent(done, f["base_staff"]))
    yield Step("is_met", "bool", _("Đạt mục tiêu"), cite, done >= must)


@rule(
    id="targets.cut",
    title=_("Giảm ít nhất 10 % biên chế năm 2015 đến năm 2021"),
    cite="Nghị quyết 39-NQ/TW (2015); Nghị quyết 18-NQ/TW (2017)",
    gives="is_met",
    effective_from=date(2015, 4, 17),
    effective_to=date(2022, 1, 1),
    facts=(BASE, NOW),
    asks=_("Đơn vị đã đạt mục tiêu giảm biên chế chưa?"),
    note=_("Phải giảm ít nhất: phần lẻ làm tròn lên. Người không chuyên trách không tính vào số này."),
)
def cut(p: Parameters, f: Facts) -> Parts:
    """At least ten per cent of the payroll of 2015 by 2021; part-time people are counted apart."""
    yield from _cut(f, "Nghị quyết 39-NQ/TW", p.lookup("cut", term("staff")))


GROUP = Fact(
    name="staff_group",
    label=_("Nhóm"),
    kind="text",
    choices={
        "civil_servants": _("Cán bộ, công chức"),
        "public_employees": _("Viên chức hưởng lương ngân sách"),
    },
    why=_("mỗi nhóm một tỷ lệ"),
    example="civil_servants",
)


@cut.next_version(
    title=_("Giảm biên chế 2022–2026"),
    cite="Kết luận 28-KL/TW",
    effective_to=date(2027, 1, 1),
    facts=(BASE, NOW, GROUP),
    sure="unverified",
)
def cut_2022(p: Parameters, f: Facts) -> Parts:
    """Five per cent of cadres and civil servants, ten per cent of budget-paid public employees (recalled)."""
    yield from _cut(f, "Kết luận 28-KL/TW", p.lookup("cut", f["staff_group"]))


@rule(
    id="targets.reorganisation",
    title=_("Giảm 20 % cán bộ, công chức trong 5 năm"),
    cite=_("Chủ trương sắp xếp năm 2025"),
    gives="is_met",
    effective_from=date(2025, 1, 1),
    facts=(BASE, NOW),
    asks=_("Đơn vị đã đạt mục tiêu giảm biên chế chưa?"),
    note=_("Không tính người làm giáo dục, y tế."),
)
def reorganisation(p: Parameters, f: Facts) -> Parts:
    """At least twenty per cent fewer cadres and civil servants within five years."""
    yield from _cut(f, _("Chủ trương sắp xếp năm 2025"), p["reorganisation_cut"])


@rule(
    id="targets.recruit",
    title=_("Tuyển mới không quá một nửa số đã ra"),
    cite="Nghị quyết 39-NQ/TW (2015)",
    gives="may_recruit",
    effective_from=date(2015, 4, 17),
    effective_to=date(2022, 1, 1),
    facts=(Fact(name="left", label=_("Số đã tinh giản, nghỉ hưu, thôi việc"), kind="people", example=7),),
    asks=_("Được tuyển mới bao nhiêu?"),
    note=_("Không quá: phần lẻ bỏ đi."),
)
def recruit(p: Parameters, f: Facts) -> Parts:
    """At most half of those streamlined, retired or resigned (recalled)."""
    most = rounded_down(f["left"] * p["recruit_most"])
    yield Step("may_recruit", "people", _("Số được tuyển nhiều nhất"), "Nghị quyết 39-NQ/TW", most)


@rule(
    id="targets.committee",
    title=_("Cơ cấu cấp ủy: nữ và trẻ tuổi"),
    cite="Chỉ thị 35-CT/TW (2019); Chỉ thị 45-CT/TW (2025)",
    gives="is_met",
    effective_from=date(2019, 5, 30),
    facts=(
        Fact(name="members", label=_("Số cấp ủy viên"), kind="people", minimum=1, maximum=1000, example=45),
        Fact(name="women", label=_("Số nữ"), kind="people", example=7),
        Fact(name="young", label=_("Số người trẻ (dưới 40 tuổi)"), kind="people", example=5),
    ),
    asks=_("Cấp ủy có đạt cơ cấu nữ, trẻ không?"),
    note=_("Chỉ để cảnh báo và xem cơ cấu chung; không loại ai vì tỷ lệ này."),
)
def committee(p: Parameters, f: Facts) -> Parts:
    """Women fifteen per cent, the young ten per cent: at least, so the share is rounded up."""
    cite = "Chỉ thị 35-CT/TW; Chỉ thị 45-CT/TW"
    met = []
    for name, label in (("women", _("Số nữ cần có")), ("young", _("Số người trẻ cần có"))):
        need = yield Step(f"{name}_needed", "people", label, cite, rounded_up(f["members"] * p[f"{name}_share"]))
        met.append(f[name] >= need)
        yield Step(f"{name}_pct", "decimal", _("Tỷ lệ, phần trăm"), cite, in_percent(f[name], f["members"]))
    yield Step("is_met", "bool", _("Đạt cơ cấu"), cite, met[0] & met[1])
