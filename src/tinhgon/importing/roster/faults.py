"""What is wrong with rows: kept as a table, told in one sentence each that says what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

import polars as pl

from tinhgon.basis.errors import gettext_noop

Severity = Literal["error", "warning", "info"]
_ERROR: Severity = "error"
_WARNING: Severity = "warning"
_INFO: Severity = "info"
_SEVERITY = pl.Enum(get_args(Severity))
KINDS: Mapping[str, tuple[Severity, str, str]] = MappingProxyType({
    # code: (severity, what it is called in a list, the sentence)
    "letters_tcvn3": (_ERROR, gettext_noop("Bảng mã TCVN3"), gettext_noop(
        "Dòng {row}: {column} có ký tự bảng mã TCVN3 (“{value}”); chuyển tệp sang Unicode rồi tải lại.")),
    "letters_vni": (_ERROR, gettext_noop("Bảng mã VNI"), gettext_noop(
        "Dòng {row}: {column} có ký tự bảng mã VNI (“{value}”); chuyển tệp sang Unicode rồi tải lại.")),
    "letters_mojibake": (_ERROR, gettext_noop("Chữ hỏng do sai bảng mã"), gettext_noop(
        "Dòng {row}: {column} có chữ hỏng do lưu sai bảng mã (“{value}”); lấy lại từ tệp gốc, lưu dạng Unicode.")),
    "letters_mixed": (_ERROR, gettext_noop("Dòng khác bảng mã"), gettext_noop(
        "Dòng {row}: dùng bảng mã Windows-1258, phần còn lại của tệp dùng UTF-8; lưu lại cả tệp bằng UTF-8.")),
    "name_empty": (_ERROR, gettext_noop("Thiếu họ tên"), gettext_noop(
        "Dòng {row}: để trống họ và tên; ghi tên, hoặc xóa dòng nếu không phải một người.")),
    "name_number": (_ERROR, gettext_noop("Họ tên là số"), gettext_noop(
        "Dòng {row}: họ tên là “{value}”; sửa lại tên, hoặc xóa dòng nếu không phải một người.")),
    "name_marks": (_ERROR, gettext_noop("Họ tên có phần không phải tên"), gettext_noop(
        "Dòng {row}: họ tên “{value}” có ký tự hoặc cách xưng hô không thuộc tên; chỉ ghi họ và tên của một người.")),
    "row_hidden": (_ERROR, gettext_noop("Dòng bị ẩn trong tệp"), gettext_noop(
        "Dòng {row}: bị ẩn trong tệp (ẩn tay hoặc do lọc); chọn đọc cả phần bị ẩn, hoặc bỏ ẩn, xóa dòng rồi tải lại.")),
    "formula_error": (_ERROR, gettext_noop("Ô công thức bị lỗi"), gettext_noop(
        "Dòng {row}: {column} là “{value}”, lỗi của công thức; sửa công thức hoặc ghi giá trị rồi tải lại.")),
    "name_capitals": (_INFO, gettext_noop("Họ tên viết hoa toàn bộ"), gettext_noop(
        "Dòng {row}: họ tên “{value}” viết hoa toàn bộ, được giữ như vậy; có thể đổi thành viết hoa đầu từ.")),
    "vacancy_many": (_ERROR, gettext_noop("Nhiều vị trí trống một dòng"), gettext_noop(
        "Dòng {row}: “{value}” là nhiều vị trí trống; ghi mỗi vị trí một dòng.")),
    "ditto_of_nothing": (_ERROR, gettext_noop("Dấu như trên không rõ"), gettext_noop(
        "Dòng {row}: {column} là “{value}” (như trên) nhưng ô phía trên trống hoặc của người khác; ghi rõ.")),
    "combined_unread": (_ERROR, gettext_noop("Ô ghép không tách được"), gettext_noop(
        "Dòng {row}: ô “{more}” là “{value}”, không đủ hoặc thừa phần so với tiêu đề; ghi mỗi mục một cột.")),
    "title_unit_unread": (_ERROR, gettext_noop("Chưa tách được chức vụ và đơn vị"), gettext_noop(
        "Dòng {row}: “{value}” chưa rõ đơn vị nào trong sổ; ghi chức vụ, rồi tên đầy đủ hoặc mã của đơn vị.")),
    "title_missing": (_ERROR, gettext_noop("Thiếu chức vụ"), gettext_noop(
        "Dòng {row}: chưa ghi chức vụ hoặc vị trí việc làm; ghi vào, vị trí không tự đặt tên.")),
    "title_number": (_ERROR, gettext_noop("Chức vụ là số"), gettext_noop(
        "Dòng {row}: {column} là “{value}”, không phải chức vụ (có thể là phụ cấp); ghép đúng cột hoặc sửa ô.")),
    "title_vacant": (_ERROR, gettext_noop("Chức vụ ghi khuyết"), gettext_noop(
        "Dòng {row}: {column} là “{value}”; ghi chức vụ của vị trí, hoặc ghi “Khuyết” ở cột họ tên nếu trống.")),
    "title_acting": (_ERROR, gettext_noop("Giao quyền, phụ trách ghi trong chức vụ"), gettext_noop(
        "Dòng {row}: {column} là “{value}”: chưa giữ chính thức; ghi chức vụ, và ghi “quyền” hoặc “phụ trách” "
        "ở cột loại bố trí.")),
    "title_former": (_ERROR, gettext_noop("Chức vụ đã thôi giữ"), gettext_noop(
        "Dòng {row}: {column} là “{value}”, chức vụ đã thôi giữ; ghi chức vụ hiện nay.")),
    "level_unclear": (_ERROR, gettext_noop("Trình độ chưa rõ"), gettext_noop(
        "Dòng {row}: {column} là “{value}”, chưa rõ trình độ đã có; ghi một trong: {more}.")),
    "party_ticked": (_WARNING, gettext_noop("Đảng viên chưa có ngày"), gettext_noop(
        "Dòng {row}: {column} chỉ đánh dấu “{value}”: là đảng viên nhưng chưa có ngày; sổ chưa ghi, bổ sung ngày.")),
    "party_partial": (_WARNING, gettext_noop("Ngày vào Đảng thiếu"), gettext_noop(
        "Dòng {row}: {column} chỉ có “{value}”: là đảng viên nhưng chưa đủ ngày; sổ chưa ghi, bổ sung ngày đầy đủ.")),
    "note_gone": (_WARNING, gettext_noop("Ghi chú đã nghỉ, đã chuyển"), gettext_noop(
        "Dòng {row}: ghi chú “{value}”; có thể không còn làm việc ở đây, xem lại trước khi ghi.")),
    "number_of_two": (_ERROR, gettext_noop("Hai người một số"), gettext_noop(
        "Dòng {row}: số định danh (…{value}) cũng là của người khác tên ở dòng {more}: hai người, một số; "
        "đối chiếu thẻ căn cước rồi sửa số sai.")),
    "number_taken": (_ERROR, gettext_noop("Đã có hồ sơ khác mang số này"), gettext_noop(
        "Dòng {row}: đã có hồ sơ khác mang số định danh này (…{value}); kiểm tra số, hoặc nhờ nơi quản lý hồ sơ ấy.")),
    "code_of_another_file": (_ERROR, gettext_noop("Đã có hồ sơ khác mang mã này"), gettext_noop(
        "Dòng {row}: đã có hồ sơ khác mang mã “{value}”; sửa mã, hoặc nhờ nơi quản lý hồ sơ ấy.")),
    "post_taken": (_ERROR, gettext_noop("Vị trí đang có người"), gettext_noop(
        "Dòng {row}: vị trí số {value} trong sổ đang có người giữ; chọn vị trí khác, hoặc nhờ nơi quản lý ghi.")),
    "id_letters": (_ERROR, gettext_noop("Số định danh có chữ"), gettext_noop(
        "Dòng {row}: số định danh “{value}” không chỉ gồm chữ số; định dạng cột là văn bản (Text) rồi ghi lại số.")),
    "id_lost_zero": (_ERROR, gettext_noop("Số định danh mất số 0"), gettext_noop(
        "Dòng {row}: số định danh có {more} chữ số, cần 12. Có thể mất số 0 ở đầu; sửa trong tệp rồi tải lại.")),
    "id_old_card": (_WARNING, gettext_noop("Số chứng minh nhân dân cũ"), gettext_noop(
        "Dòng {row}: số định danh có 9 chữ số, là chứng minh nhân dân cũ: không ghi; bổ sung số 12 chữ số.")),
    "phone_number": (_WARNING, gettext_noop("Số điện thoại thành số"), gettext_noop(
        "Dòng {row}: số điện thoại {value} có thể mất số 0 ở đầu do bảng tính; ghi vào sổ như trong tệp, xem lại.")),
    "id_length": (_ERROR, gettext_noop("Số định danh sai độ dài"), gettext_noop(
        "Dòng {row}: số định danh có {more} chữ số, cần 12; đối chiếu với thẻ căn cước rồi sửa.")),
    "id_missing": (_WARNING, gettext_noop("Chưa có số định danh"), gettext_noop(
        "Dòng {row}: chưa có số định danh, nên không dò được người trùng; bổ sung khi có.")),
    "id_province": (_WARNING, gettext_noop("Mã tỉnh trong số định danh"), gettext_noop(
        "Dòng {row}: ba số đầu của số định danh (…{value}) không phải mã tỉnh nào; đối chiếu với thẻ căn cước.")),
    "id_sex": (_WARNING, gettext_noop("Số định danh khác giới tính"), gettext_noop(
        "Dòng {row}: số định danh (…{value}) là của {more}, khác cột giới tính; đối chiếu với thẻ căn cước.")),
    "id_year": (_WARNING, gettext_noop("Số định danh khác năm sinh"), gettext_noop(
        "Dòng {row}: số định danh (…{value}) ứng với năm sinh {more}, khác năm sinh đã ghi; đối chiếu với thẻ.")),
    "person_twice": (_ERROR, gettext_noop("Một người hai dòng"), gettext_noop(
        "Dòng {row}: số định danh (…{value}) đã có ở dòng {more}; một người chỉ có một vị trí chính: "
        "bỏ một dòng, hoặc ghi dòng thứ hai là kiêm nhiệm.")),
    "person_alike": (_WARNING, gettext_noop("Có thể trùng người"), gettext_noop(
        "Dòng {row}: cùng họ tên và ngày sinh với dòng {more}; nếu là một người thì bỏ một dòng.")),
    "number_of_another": (_ERROR, gettext_noop("Số định danh của người khác trong sổ"), gettext_noop(
        "Dòng {row}: số định danh (…{value}) trong sổ là của hồ sơ {more}, tên và năm sinh khác; kiểm tra lại số.")),
    "code_taken": (_ERROR, gettext_noop("Mã hồ sơ đã có"), gettext_noop(
        "Dòng {row}: mã hồ sơ “{value}” đã dùng ở dòng {more}; mỗi người có một mã riêng.")),
    "code_of_another": (_ERROR, gettext_noop("Mã hồ sơ của người khác"), gettext_noop(
        "Dòng {row}: mã hồ sơ “{value}” trong sổ là của người khác với người có số định danh này; sửa mã hoặc số.")),
    "word_unknown": (_ERROR, gettext_noop("Từ không nhận ra"), gettext_noop(
        "Dòng {row}: {column} là “{value}”, không nhận ra; ghi một trong: {more}.")),
    "day_impossible": (_ERROR, gettext_noop("Ngày không có thật"), gettext_noop(
        "Dòng {row}: {column} là “{value}”, không có ngày này; xem lại giấy tờ gốc rồi sửa.")),
    "day_unread": (_ERROR, gettext_noop("Ngày không đọc được"), gettext_noop(
        "Dòng {row}: {column} là “{value}”, không đọc được là ngày; viết dạng 12/03/1975.")),
    "day_turned": (_ERROR, gettext_noop("Chưa rõ ngày trước hay tháng trước"), gettext_noop(
        "Dòng {row}: {column} là “{value}”; ở dòng khác cột này ghi tháng trước ngày ({more}), nên chưa rõ; "
        "ghi lại theo ngày/tháng/năm.")),
    "day_short": (_ERROR, gettext_noop("Năm viết hai chữ số"), gettext_noop(
        "Dòng {row}: {column} là “{value}”; viết đủ bốn chữ số của năm (12/03/1975).")),
    "day_serial": (_ERROR, gettext_noop("Ngày bị đổi thành số"), gettext_noop(
        "Dòng {row}: {column} là số {value}, là cách Excel giữ ngày; định dạng cột là ngày hoặc văn bản.")),
    "birth_age": (_WARNING, gettext_noop("Tuổi khác thường"), gettext_noop(
        "Dòng {row}: theo {column} thì ngày {more} người này {value} tuổi; kiểm tra lại năm sinh.")),
    "birth_differs": (_ERROR, gettext_noop("Hai năm sinh khác nhau"), gettext_noop(
        "Dòng {row}: ngày sinh và năm sinh ({value}) khác nhau; giữ một số đúng.")),
    "sex_twice": (_ERROR, gettext_noop("Đánh dấu cả nam lẫn nữ"), gettext_noop(
        "Dòng {row}: cả cột nam và cột nữ đều có đánh dấu; chỉ để một.")),
    "days_order": (_ERROR, gettext_noop("Các ngày sai thứ tự"), gettext_noop(
        "Dòng {row}: {column} ({value}) không thể trước {more}; xem lại hai ngày này.")),
    "day_future": (_ERROR, gettext_noop("Ngày ở tương lai"), gettext_noop(
        "Dòng {row}: {column} ({value}) sau ngày ghi sổ {more}; xem lại ngày.")),
    "ethnicity_ticked": (_WARNING, gettext_noop("Dân tộc chỉ đánh dấu"), gettext_noop(
        "Dòng {row}: {column} chỉ đánh dấu “{value}”, chưa nói dân tộc nào; sổ chưa ghi, bổ sung tên dân tộc.")),
    "scale_cut": (_ERROR, gettext_noop("Mã ngạch mất số 0"), gettext_noop(
        "Dòng {row}: {column} là “{value}”, mất số 0 do bảng tính; mã ngạch có dạng 01.003, ghi lại dạng văn bản.")),
    "step_unread": (_ERROR, gettext_noop("Bậc lương không đọc được"), gettext_noop(
        "Dòng {row}: {column} là “{value}”; ghi bậc từ 1 đến 20.")),
    "number_unread": (_ERROR, gettext_noop("Hệ số không đọc được"), gettext_noop(
        "Dòng {row}: {column} là “{value}”; ghi số lớn hơn 0, không quá 20, tối đa hai chữ số thập phân (2,34).")),
    "share_unread": (_ERROR, gettext_noop("Tỷ lệ không đọc được"), gettext_noop(
        "Dòng {row}: {column} là “{value}”; ghi phần của một người: 100%, 50% hoặc 0,5.")),
    "coefficient_off": (_WARNING, gettext_noop("Hệ số không có trong bảng lương"), gettext_noop(
        "Dòng {row}: hệ số {value} không có trong bảng lương{more}; xem lại ngạch, bậc và hệ số.")),
    "text_long": (_ERROR, gettext_noop("Ô quá dài"), gettext_noop(
        "Dòng {row}: {column} dài quá {more} ký tự (“{value}”); rút gọn lại.")),
    "unit_empty": (_ERROR, gettext_noop("Thiếu đơn vị"), gettext_noop(
        "Dòng {row}: chưa ghi đơn vị; ghi mã hoặc tên đơn vị đang có trong sổ.")),
    "unit_unknown": (_ERROR, gettext_noop("Đơn vị không có trong sổ"), gettext_noop(
        "Dòng {row}: không có đơn vị “{value}” trong sổ ngày ghi sổ; mở sổ cho đơn vị này trước, hoặc sửa tên, mã.")),
    "unit_near": (_ERROR, gettext_noop("Đơn vị gần giống"), gettext_noop(
        "Dòng {row}: không có đơn vị “{value}” trong sổ ngày ghi sổ; có phải là {more}? Sửa trong tệp rồi tải lại.")),
    "unit_ambiguous": (_ERROR, gettext_noop("Tên đơn vị không rõ"), gettext_noop(
        "Dòng {row}: “{value}” có thể là {more}; ghi thêm mã đơn vị.")),
    "unit_differs": (_ERROR, gettext_noop("Mã và tên đơn vị khác nhau"), gettext_noop(
        "Dòng {row}: mã đơn vị {value} trong sổ là {more}, khác tên đã ghi; sửa mã hoặc tên.")),
    "bloc_unknown": (_ERROR, gettext_noop("Chưa rõ khối"), gettext_noop(
        "Dòng {row}: đơn vị {value} chưa ghi thuộc khối nào; thêm cột khối cho dòng này.")),
    "category_empty": (_ERROR, gettext_noop("Thiếu loại"), gettext_noop(
        "Dòng {row}: vị trí mới “{value}” cần loại (cán bộ, công chức, viên chức …); ghi vào cột loại.")),
    "title_empty": (_ERROR, gettext_noop("Vị trí chưa có tên"), gettext_noop(
        "Dòng {row}: chưa có vị trí số {value} trong sổ; ghi chức vụ hoặc vị trí việc làm để mở vị trí này.")),
    "post_twice": (_ERROR, gettext_noop("Một vị trí hai người"), gettext_noop(
        "Dòng {row}: vị trí số {value} đã có người ở dòng {more}; mỗi vị trí một người.")),
    "post_held": (_ERROR, gettext_noop("Vị trí đã có người"), gettext_noop(
        "Dòng {row}: vị trí số {value} trong sổ đang có người giữ ({more}); chọn vị trí khác, "
        "hoặc ghi người kia thôi giữ trước.")),
    "post_elsewhere": (_ERROR, gettext_noop("Số vị trí của đơn vị khác"), gettext_noop(
        "Dòng {row}: vị trí số {value} trong sổ thuộc {more}; sửa số hiệu vị trí hoặc đơn vị.")),
    "extra_unclear": (_ERROR, gettext_noop("Kiêm nhiệm chưa rõ"), gettext_noop(
        "Dòng {row}: dòng kiêm nhiệm của người ở dòng khác cần số hiệu vị trí hoặc chức vụ, và không phải biệt phái; "
        "bổ sung, hoặc nhập bằng quyết định riêng.")),
    "extra_without_main": (_ERROR, gettext_noop("Kiêm nhiệm của dòng có lỗi"), gettext_noop(
        "Dòng {row}: là vị trí thứ hai của người ở dòng {more}, dòng đó chưa nhập được; sửa dòng đó trước.")),
    "place_differs": (_WARNING, gettext_noop("Khác nơi công tác trong sổ"), gettext_noop(
        "Dòng {row}: người này trong sổ đang ở {value}; tệp nhập chỉ sửa hồ sơ, không điều động: "
        "cần thì lập quyết định điều động.")),
    "over_quota": (_WARNING, gettext_noop("Vượt biên chế"), gettext_noop(
        "Dòng {row}: {value} được giao {more}; dòng này vượt số đó.")),
    "position_unknown": (_INFO, gettext_noop("Chưa nhận ra vị trí việc làm"), gettext_noop(
        "Dòng {row}: “{value}” không rõ là vị trí nào trong danh mục vị trí việc làm; ghi là vị trí khác.")),
    "change_refused": (_ERROR, gettext_noop("Hồ sơ không nhận"), gettext_noop(
        "Dòng {row}: hồ sơ không nhận một giá trị của dòng ({value}); xem lại các ô của dòng.")),
})  # fmt: skip
_SCHEMA = {
    "place": pl.Int64, "row": pl.Int64, "label": pl.String, "field": pl.String, "code": pl.String,
    "value": pl.String, "more": pl.String,
}  # fmt: skip
SHOWN_LETTERS = 60


@dataclass(frozen=True)
class Fault:
    """One fault of one row, in words."""

    place: int
    row: int
    label: str
    column: str
    code: str
    severity: str
    sentence: str


class Faults:
    """Collects faults column by column. `places` of a row: its place among the rows that are data."""

    def __init__(self, rows: pl.Series, labels: pl.Series | None = None) -> None:
        self._rows = rows
        self._labels = rows.cast(pl.String) if labels is None else labels
        self._parts: list[pl.DataFrame] = []
        self._raised: dict[str, str] = {}

    def add(
        self, bad: pl.Series, field: str, code: str, *, value: pl.Series | None = None,
        more: pl.Series | str | None = None,
    ) -> None:  # fmt: skip
        """The fault `code` for every row where `bad` holds."""
        places = bad.fill_null(False).arg_true().cast(pl.Int64)
        if places.is_empty():
            return
        self._parts.append(
            pl.DataFrame(
                {
                    "place": places, "row": self._rows.gather(places), "label": self._labels.gather(places),
                    "field": [field] * len(places),
                    "code": [code] * len(places), "value": _cells(value, places), "more": _cells(more, places),
                },
                schema=_SCHEMA,
            )
        )  # fmt: skip

    def take(self, raised: Sequence[tuple[int, str, str, str | None, str | None]]) -> None:
        """Faults of single rows: (place, field, code, value, more)."""
        if raised:
            places, fields, codes, values, more = zip(*raised, strict=True)
            at = pl.Series(places, dtype=pl.Int64)
            self._parts.append(
                pl.DataFrame(
                    {"place": at, "row": self._rows.gather(at), "label": self._labels.gather(at), "field": fields,
                     "code": codes, "value": values, "more": more},
                    schema=_SCHEMA,
                )
            )  # fmt: skip

    def raise_to_error(self, code: str) -> None:
        """A warning that a setting makes an error."""
        self._raised[code] = _ERROR

    def table(self) -> pl.DataFrame:
        """All faults in order of rows, with their severity."""
        frame = pl.concat(self._parts) if self._parts else pl.DataFrame(schema=_SCHEMA)
        severities = {code: self._raised.get(code, kind[0]) for code, kind in KINDS.items()}
        severity = pl.col("code").replace_strict(list(severities), list(severities.values()), return_dtype=_SEVERITY)
        return frame.with_columns(severity.alias("severity")).sort("place", "severity", "field", maintain_order=True)


def _cells(given: pl.Series | str | None, places: pl.Series) -> pl.Series:
    if isinstance(given, pl.Series):
        return given.gather(places).cast(pl.String)
    return pl.Series([given] * len(places), dtype=pl.String)


def _more(text: str, translate: Callable[[str], str]) -> str:
    """What a sentence says beside the value; with a number and what it counts ("6 Công chức") words are translated."""
    number, _, counted = text.partition(" ")
    if number.isdecimal() and counted:
        words = translate(counted)
        return f"{number} {words[:1].lower()}{words[1:]}"
    return translate(text) if text else ""


def told(faults: pl.DataFrame, columns: Mapping[str, str], translate: Callable[[str], str] = str) -> Iterator[Fault]:
    """The faults in words. `columns`: what the file calls the column of a field."""
    for row in faults.iter_rows(named=True):
        column = columns.get(row["field"]) or row["field"]
        value = row["value"] or ""
        sentence = translate(KINDS[row["code"]][2]).format(
            row=row["label"], column=column, more=_more(row["more"] or "", translate),
            value=value if len(value) <= SHOWN_LETTERS else value[: SHOWN_LETTERS - 1] + "…",
        )  # fmt: skip
        yield Fault(row["place"], row["row"], row["label"], column, row["code"], row["severity"], sentence)
