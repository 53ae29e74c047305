"""What the reader asks and reports, in sentences."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding, Severity

QUESTIONS = MappingProxyType(
    {
        "several": gettext_noop("{clause}: “{name}” có thể là nhiều đơn vị; hãy chọn."),
        "not_found": gettext_noop("{clause}: không có “{name}” trong danh mục; hãy chọn đơn vị đúng."),
        "claimed_twice": gettext_noop("{clause}: “{name}” được nêu nhiều lần hơn số đơn vị có tên này; hãy chọn."),
        "far": gettext_noop(
            "{clause}: “{name}” không giáp đơn vị nào trong cùng khoản; xác nhận hoặc chọn đơn vị khác."
        ),
        "no_remainder": gettext_noop(
            "{clause}: “{name}” bị lấy một phần nhưng không nơi nào nêu phần còn lại; xác nhận đơn vị."
        ),
        "all_and_more": gettext_noop(
            "{clause}: “{name}” được lấy toàn bộ ở một khoản và lại được nêu ở khoản khác; xác nhận đơn vị."
        ),
        "two_remainders": gettext_noop("{clause}: phần còn lại của “{name}” được nêu hơn một lần; xác nhận đơn vị."),
        "remainder_of_nothing": gettext_noop(
            "{clause}: có phần còn lại của “{name}” nhưng không nơi nào lấy một phần; xác nhận đơn vị."
        ),
        "recognised": gettext_noop("{clause}: “{name}” do máy nhận dạng từ ảnh chụp; xác nhận đơn vị."),
        "level": gettext_noop("{clause}: “{name}” không cùng cấp với các đơn vị nguồn; xác nhận đơn vị và cách nhập."),
        "elsewhere": gettext_noop("{clause}: “{name}” không thuộc đơn vị mà văn bản nêu; xác nhận đơn vị."),
        "share_unsaid": gettext_noop(
            "{clause}: lấy của “{name}” một số liệu, không ghi toàn bộ hay một phần, không nêu phần còn lại; xác nhận."
        ),
        "new_code": gettext_noop("{clause}: danh mục mã mới không có “{name}”; hãy chọn mã."),
        "person_unasked": gettext_noop("{clause}: chưa tra “{name}” trong sổ: chưa nêu ai đọc và đọc để làm gì."),
        "person_not_found": gettext_noop("{clause}: trong sổ không có ai tên “{name}”; ghi hồ sơ vào sổ trước."),
        "person_unseen": gettext_noop(
            "{clause}: chưa xét được hết những người tên “{name}” trong sổ; thay tên bằng “người có mã hồ sơ …” rồi "
            "đọc lại."
        ),
        "person_several": gettext_noop("{clause}: trong sổ có nhiều người tên “{name}”; hãy chọn."),
        "person_confirm": gettext_noop(
            "{clause}: trong sổ có một người tên “{name}”, nhưng văn bản không nêu đủ để chắc là người ấy; xác nhận."
        ),
        "post_unit_not_found": gettext_noop(
            "{clause}: sổ không có cơ quan, đơn vị của vị trí “{name}”; hãy nêu số vị trí."
        ),
        "post_not_found": gettext_noop("{clause}: đơn vị không có vị trí “{name}” trong sổ; hãy chọn."),
        "post_several": gettext_noop("{clause}: có nhiều vị trí “{name}”; hãy chọn."),
        "post_not_held": gettext_noop("{clause}: theo sổ, người này không giữ “{name}”; hãy chọn vị trí thôi giữ."),
        "choose_assignment": gettext_noop("{clause}: “{name}” là vị trí chính hay giữ thêm; hãy chọn."),
        "choose_reason": gettext_noop("{clause}: văn bản không nêu lý do của việc “{name}”; hãy chọn."),
        "choose_category": gettext_noop("{clause}: “{name}” là loại nào; hãy chọn."),
        "choose_adds": gettext_noop("{clause}: số {name} là giao thêm hay là tổng số mới; hãy chọn."),
        "choose_source": gettext_noop("{clause}: số {name} lấy từ đâu; hãy chọn."),
        "choose_at": gettext_noop("{clause}: “{name}” có các vị trí trong sổ; hãy chọn vị trí."),
    }
)
FINDINGS = MappingProxyType(
    {
        "text_recognised": (
            "error",
            gettext_noop(
                "Văn bản do máy nhận dạng từ ảnh chụp: đối chiếu từng chữ, từng số với bản gốc, sửa chỗ sai rồi bỏ "
                "dòng đầu; trước đó không lập dự thảo."
            ),
        ),
        "clause_unread": ("error", gettext_noop("{clause}: chưa đọc được, cần người nhập: “{text}”.")),
        "only_proposed": (
            "error",
            gettext_noop("{clause}: mới là đề nghị hoặc tán thành, chưa phải quyết định, không ghi vào sổ: “{text}”."),
        ),
        "refused": (
            "error",
            gettext_noop("{clause}: nêu việc không làm, chưa làm hoặc tạm dừng; cần người xem: “{text}”."),
        ),
        "repealed": (
            "error",
            gettext_noop("{clause}: bãi bỏ, thay thế văn bản khác; nếu văn bản ấy đã ghi sổ thì hủy riêng: “{text}”."),
        ),
        "amended": (
            "error",
            gettext_noop("{clause}: sửa đổi, đính chính văn bản khác; cần người nhập phần được sửa: “{text}”."),
        ),
        "lead_unread": (
            "error",
            gettext_noop("{clause}: chưa hiểu câu dẫn nên không đọc các khoản bên dưới là quyết định: “{text}”."),
        ),
        "under_lead": ("error", gettext_noop("{clause}: nằm dưới câu “{lead}” nên không phải quyết định: “{text}”.")),
        "hamlets_uncounted": (
            "error",
            gettext_noop(
                "{clause}: sổ ghi số thôn, ấp của xã; văn bản không nêu số ấy sau sắp xếp, cần người nhập: “{text}”."
            ),
        ),
        "in_annex": ("error", gettext_noop("{clause}: nội dung nằm ở phụ lục, bản đồ; cần người nhập: “{text}”.")),
        "text_unread": ("warning", gettext_noop("Có đoạn chưa đọc: “{text}”.")),
        "count_differs": ("error", gettext_noop("Khoản tổng hợp ghi {stated} ({which}), đọc được {read}.")),
        "no_summary": ("warning", gettext_noop("Không có khoản tổng hợp số lượng để đối chiếu.")),
        "clause_order": ("error", gettext_noop("{clause}: số khoản không nối tiếp khoản trước.")),
        "reference_differs": (
            "warning",
            gettext_noop("{clause}: phần còn lại của “{name}” dẫn khoản {says}, các khoản lấy một phần là {parts}."),
        ),
        "share_differs": ("error", gettext_noop("{clause}: diện tích, dân số của “{name}” không khớp giữa các khoản.")),
        "not_named": (
            "error",
            gettext_noop("Không khoản nào nói đến {unit} ({code}); trước ngày có hiệu lực đơn vị này đang có."),
        ),
        "figures_differ": (
            "warning",
            gettext_noop("{clause}: “{name}” ghi {stated}, cộng các đơn vị nguồn được {total}."),
        ),
        "kinds_differ": ("error", gettext_noop("{clause}: hai lần ghi loại của “{name}” khác nhau.")),
        "same_new_name": ("error", gettext_noop("{clause}: đã có “{name}” ở {other}.")),
        "new_name_unknown": (
            "info",
            gettext_noop(
                "{clause}: tên mới “{name}” không phải tên của đơn vị nguồn hay địa danh trong danh mục; xem lại."
            ),
        ),
        "new_name_elsewhere": (
            "info",
            gettext_noop("{clause}: tên mới “{name}” là tên của đơn vị cũ không thuộc khoản này; xem lại."),
        ),
        "share_settled": ("info", gettext_noop("{clause}: phần của “{name}” không ghi rõ, đã suy từ các khoản khác.")),
        "units_of_another_day": (
            "error",
            gettext_noop("Phần lớn đơn vị đọc được không có trong danh mục; cần danh mục của ngày ngay trước {day}."),
        ),
        "replaces": (
            "warning",
            gettext_noop("{clause}: thay thế {text}; nếu văn bản ấy đã ghi sổ thì hủy riêng."),
        ),
        "day_counted": (
            "info",
            gettext_noop("{clause}: ngày có hiệu lực {day} tính bằng ngày ký, thông qua cộng {days} ngày; xem lại."),
        ),
        "day_taken": (
            "warning",
            gettext_noop("{clause}: có hiệu lực từ ngày thông qua mà văn bản không ghi ngày ấy; lấy ngày ký {day}."),
        ),
        "no_date": ("error", gettext_noop("Không đọc được {which}.")),
    }
)


def finding(code: str, /, *, clause: str = "", **data: Any) -> Finding:
    """A finding of this room."""
    severity, message = FINDINGS[code]
    level: Severity = "error" if severity == "error" else "warning" if severity == "warning" else "info"
    return Finding(severity=level, code=code, message=message, data={"clause": clause, **data}, clause=clause)
