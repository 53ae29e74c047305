"""A change drafted by form: it becomes a decision file, and is read, previewed and kept as any other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from tinhgon.access.rights import Rights
from tinhgon.basis.errors import BadInput, Refusal, gettext_noop
from tinhgon.basis.text import clean
from tinhgon.decisions import preview
from tinhgon.decisions.desk import Kept, keep_draft
from tinhgon.decisions.drafting import validated
from tinhgon.ledger.document import Document
from tinhgon.ledger.registry import EFFECTS
from tinhgon.record.actor import Actor
from tinhgon.registers.staff.payloads import IDENTITY, PERSON_FIELDS
from tinhgon.registers.staff.queries.people import PersonRow
from tinhgon.web.kit import record_words
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.result import Result, result_of
from tinhgon.web.kit.words import STRUCTURES

KINDS = {
    "transfer": gettext_lazy("Điều động đến nơi khác"),
    "appoint": gettext_lazy("Bổ nhiệm, giao giữ vị trí"),
    "change_record": gettext_lazy("Sửa đổi, bổ sung hồ sơ"),
    "raise_pay_step": gettext_lazy("Nâng bậc lương"),
    "retire": gettext_lazy("Nghỉ hưu"),
}
HEAD = {"so": "number", "co_quan": "issuer", "ngay_ky": "signed_on", "hieu_luc": "effective_on", "trich_yeu": "subject"}
GROUNDS = {
    "on_time": gettext_lazy("đúng tuổi"),
    "early": gettext_lazy("trước tuổi"),
    "not_reelected": gettext_lazy("không tái cử"),
}
TEXTS = (*IDENTITY, *PERSON_FIELDS)
_NOT_IN_FORM = ("birth_day", "birth_month", "birth_year")


@dataclass(frozen=True)
class Field:
    """A field of the form; `options` (value, label) make it a choice."""

    name: str
    label: str
    value: str
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()
    needed: bool = False
    faulty: bool = False


@dataclass(frozen=True)
class ChangePage:
    """The form, and the outcome of its preview once there is one."""

    code: str
    title: str
    person_href: str
    kind: str
    kinds: tuple[tuple[str, str, bool, str], ...]
    head: tuple[Field, ...]
    fields: tuple[Field, ...]
    problem: str = ""
    result: Result | None = None


def change_page(
    asked: Asked, row: PersonRow, title: str, given: Mapping[str, str], rights: Rights, *, act: bool
) -> ChangePage:
    """With `act` what was given is previewed; a refusal is told, and what was typed stays."""
    kind = given.get("loai", "") if given.get("loai", "") in KINDS else "transfer"
    problem, faulty, result = "", "", None
    if act:
        try:
            document = document_of(row, given)
            rights.need_to_preview(document)
            (outcome,) = preview([document])
            result = result_of(outcome)
        except Refusal as refusal:
            problem, faulty = refusal.render(gettext), str(refusal.data.get("field", ""))
    return ChangePage(
        code=row.code,
        title=title,
        person_href=asked.link("person", row.code),
        kind=kind,
        kinds=tuple((slug, str(told), slug == kind, asked.here(loai=slug)) for slug, told in KINDS.items()),
        head=_head(given, faulty),
        fields=_fields(kind, given, faulty),
        problem=problem,
        result=result,
    )


def keep(row: PersonRow, given: Mapping[str, str], rights: Rights, by: Actor) -> int:
    """Keep what the form says as a draft; nothing is kept that cannot even be previewed.

    Raises RightMissing when it names something that the right to draft does not reach.
    """
    document = document_of(row, given)
    rights.need_to_preview(document)
    (outcome,) = preview([document])
    rights.need_for(outcome.document)
    return keep_draft(document, origin="form", by=by)


def document_of(row: PersonRow, given: Mapping[str, str]) -> Document:
    """The decision that the form says. Raises BadInput as for a file, naming the field."""
    kind = given.get("loai", "")
    if kind not in KINDS:
        raise BadInput("change_kind_unknown", gettext_noop("Chọn loại thay đổi."))
    said = {name: clean(value) for name, value in given.items() if clean(value)}
    head = {name: said[key] for key, name in HEAD.items() if key in said}
    if "subject" not in head:
        head["subject"] = f"{EFFECTS[f'{kind}/1'].title}: {row.code}"
    effect = {"kind": f"{kind}/1", "clause": "Điều 1", "person": {"code": row.code}, **_effect(kind, said)}
    value = {"kind": "quyết định", **head, "synthetic": row.synthetic, "effects": [effect]}
    return validated(value, name=gettext("biểu mẫu"))


def _effect(kind: str, said: Mapping[str, str]) -> dict[str, Any]:
    if kind == "transfer":
        return _place(said)
    if kind == "appoint":
        appointed = {"at_post": said.get("at_post"), "assignment": said.get("assignment"), "until": said.get("until")}
        return {**_stated(appointed), **({"keeps_place": True} if "keeps_place" in said else {})}
    if kind == "raise_pay_step":
        raised = {"step": said.get("step"), "coefficient": _point(said.get("coefficient")), "from": said.get("from")}
        return _stated(raised)
    if kind == "retire":
        return _stated({"ground": said.get("ground"), "basis": said.get("basis")})
    return {"record": _record(said)}


def _place(said: Mapping[str, str]) -> dict[str, Any]:
    if "at_post" in said:
        return {"at_post": said["at_post"]}
    if "at_unit" not in said:
        raise BadInput("place_missing", gettext_noop("Nêu nơi đến: số vị trí, hoặc mã đơn vị."), field="at_post")
    return {"at_unit": {"code": said["at_unit"], "structure": said.get("structure", "state_agency")}}


def _record(said: Mapping[str, str]) -> dict[str, Any]:
    record: dict[str, Any] = {name: said[name] for name in PERSON_FIELDS if name in said}
    if "coefficient" in record:
        record["coefficient"] = _point(record["coefficient"])
    if "languages" in record:
        record["languages"] = [clean(one) for one in record["languages"].split(";") if clean(one)]
    if "born" in said:
        record["born"] = said["born"]
    identity = {name: said[name] for name in IDENTITY if name in said}
    record |= {"identity": identity} if identity else {}
    if not record:
        raise BadInput("record_empty", gettext_noop("Ghi ít nhất một trường của hồ sơ."), field="name")
    return record


def _stated(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _point(text: str | None) -> str | None:
    """A form speaks Vietnamese: 3,33 is what a file writes 3.33."""
    return text.replace(",", ".") if text else None


# -- the fields -------------------------------------------------------------------------------------------------------


def _head(given: Mapping[str, str], faulty: str) -> tuple[Field, ...]:
    labels = {
        "so": (gettext("Số, ký hiệu"), gettext("như trên văn bản: 12/QĐ-UBND")),
        "co_quan": (gettext("Cơ quan ban hành"), ""),
        "ngay_ky": (gettext("Ngày ký"), gettext("ngày/tháng/năm")),
        "hieu_luc": (gettext("Có hiệu lực từ"), gettext("ngày/tháng/năm")),
        "trich_yeu": (gettext("Trích yếu"), gettext("để trống thì ghi theo loại thay đổi")),
    }
    return tuple(
        Field(key, label, given.get(key, ""), hint, needed=key != "trich_yeu", faulty=HEAD[key] == faulty)
        for key, (label, hint) in labels.items()
    )


def _fields(kind: str, given: Mapping[str, str], faulty: str) -> tuple[Field, ...]:
    def field(name: str, label: str, hint: str = "", options: Any = (), *, needed: bool = False) -> Field:
        offered = tuple((value, str(told)) for value, told in options)
        value = given.get(name, "state_agency" if name == "structure" else "")
        return Field(name, label, value, hint, offered, needed, name == faulty)

    post = gettext("số hiệu của vị trí, ví dụ S1.04")
    if kind == "transfer":
        return (
            field("at_post", gettext("Đến vị trí số"), post),
            field("at_unit", gettext("hoặc đến đơn vị, mã"), gettext("khi đơn vị không quản lý theo vị trí")),
            field("structure", gettext("Hệ thống của đơn vị"), options=tuple(STRUCTURES.items())),
        )
    if kind == "appoint":
        kinds = [(name, told) for name, told in record_words.ASSIGNMENTS.items() if name != "seconded"]
        keeps = (("", gettext("không")), ("1", gettext("có")))
        return (
            field("at_post", gettext("Vị trí số"), post, needed=True),
            field("assignment", gettext("Giữ với tư cách"), options=kinds),
            field("until", gettext("Đến ngày"), gettext("khi bổ nhiệm có thời hạn")),
            field("keeps_place", gettext("Giữ nguyên vị trí đang giữ"), options=keeps),
        )
    if kind == "raise_pay_step":
        return (
            field("step", gettext("Bậc mới"), needed=True),
            field("coefficient", gettext("Hệ số mới"), gettext("ví dụ 3,33"), needed=True),
            field("from", gettext("Hưởng từ ngày"), gettext("ngày/tháng/năm"), needed=True),
        )
    if kind == "retire":
        return (
            field("ground", gettext("Trường hợp"), options=tuple(GROUNDS.items())),
            field("basis", gettext("Theo quy định"), gettext("văn bản, khi nghỉ trước tuổi")),
        )
    born = field("born", gettext("Ngày sinh"), gettext("12/03/1975, 03/1975 hoặc 1975"))
    return (field("name", str(record_words.FIELDS["name"])), born, *(_record_field(name, field) for name in TEXTS
            if name != "name" and name not in _NOT_IN_FORM))  # fmt: skip


def _record_field(name: str, field: Any) -> Field:
    options = [("", gettext("giữ nguyên")), *record_words.value_choices(name)] if name in record_words.CHOICES else ()
    hints = {
        "id_number": gettext("12 chữ số"), "languages": gettext("cách nhau bằng dấu chấm phẩy"),
        "coefficient": gettext("ví dụ 3,33"),
    }  # fmt: skip
    hint = gettext("ngày/tháng/năm") if name.endswith(("_on", "_from")) else hints.get(name, "")
    made: Field = field(name, str(record_words.FIELDS[name]), hint, options)
    return made


# -- drafts that wait -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Waiting:
    """A draft in the list."""

    number: int
    made_at: Any
    origin: str
    name: str
    subject: str
    clauses: tuple[str, ...]
    signed_ordinal: int | None
    href: str


ORIGINS = {
    "form": gettext_lazy("biểu mẫu"), "import": gettext_lazy("nhập danh sách"), "api": gettext_lazy("giao diện API"),
}  # fmt: skip


def waiting(asked: Asked, kept: Kept, document: Document) -> Waiting:
    """Clauses in words; they name people by their codes."""
    return Waiting(
        number=kept.number,
        made_at=kept.made_at,
        origin=str(ORIGINS.get(kept.origin, kept.origin)),
        name=f"{document.kind} {document.number}",
        subject=document.subject,
        clauses=tuple(effect.describe() for effect in document.effects[:3]),
        signed_ordinal=kept.signed_ordinal,
        href=asked.link("people_draft_file", kept.number),
    )
