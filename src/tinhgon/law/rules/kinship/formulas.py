"""Family relations: which of them count in personnel work and in discipline, by the list in force."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import one_of
from tinhgon.law.facts import words_of
from tinhgon.law.kinship import kinship_lists, relations
from tinhgon.law.model import Facts, Parts, Step, rule
from tinhgon.law.parameters import Parameters

QD205, QD114 = "Quy định 205-QĐ/TW (2019)", "Quy định 114-QĐ/TW (2023)"
ND172, ND234 = "Nghị định 172/2025/NĐ-CP", "Nghị định 234/2026/NĐ-CP"
RELATION = words_of("relation", _("Quan hệ gia đình"), relations(), example="sibling")


def _counts(f: Facts, cite: str, name: str) -> Parts:
    counts = one_of(f["relation"], tuple(sorted(kinship_lists()[name].relations)))
    yield Step("counts", "bool", _("Phải đứng ngoài, không tính vào phiếu"), cite, counts)


@rule(
    id="kinship.personnel",
    title=_("Quan hệ gia đình trong công tác cán bộ"),
    cite=QD205,
    gives="counts",
    effective_from=date(2019, 9, 23),
    effective_to=date(2023, 7, 11),
    facts=(RELATION,),
    asks=_("Người có quan hệ này có phải đứng ngoài không?"),
)
def personnel_205(p: Parameters, f: Facts) -> Parts:
    """Spouse, parents of either, children, full siblings."""
    yield from _counts(f, QD205, "QD205")


@personnel_205.next_version(cite=QD114, sure="unverified")
def personnel_114(p: Parameters, f: Facts) -> Parts:
    """A wider list: foster parents, adopted children, children-in-law, siblings of the spouse."""
    yield from _counts(f, QD114, "QD114")


@rule(
    id="kinship.discipline",
    title=_("Quan hệ gia đình trong kỷ luật"),
    cite=f"{ND172}, Điều 2.11; {ND234}, Điều 2.11",
    gives="counts",
    effective_from=date(2025, 7, 1),
    facts=(RELATION,),
    asks=_("Người có quan hệ này có được là thành viên hội đồng kỷ luật không?"),
)
def discipline(p: Parameters, f: Facts) -> Parts:
    """Wider still: aunts and uncles, spouses of siblings, whoever has rights or duties tied to the act."""
    yield from _counts(f, f"{ND172}, Điều 2.11", "ND172")
