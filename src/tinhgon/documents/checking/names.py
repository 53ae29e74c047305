"""What the parts of a paper are called."""

from __future__ import annotations

from tinhgon.basis.errors import gettext_noop

PARTS = {
    "page": gettext_noop("trang giấy"),
    "nation": gettext_noop("Quốc hiệu, tiêu đề"),
    "motto": gettext_noop("Tiêu ngữ"),
    "superior": gettext_noop("cơ quan chủ quản"),
    "issuer": gettext_noop("cơ quan ban hành"),
    "number": gettext_noop("số, ký hiệu"),
    "place_date": gettext_noop("địa danh, thời gian"),
    "type_name": gettext_noop("tên loại"),
    "subject": gettext_noop("trích yếu"),
    "about": gettext_noop("trích yếu công văn"),
    "addressed": gettext_noop("Kính gửi"),
    "basis": gettext_noop("căn cứ"),
    "enacts": gettext_noop("lời ban hành"),
    "article": gettext_noop("điều"),
    "heading": gettext_noop("phần, chương, mục"),
    "body": gettext_noop("nội dung"),
    "sign_authority": gettext_noop("quyền hạn ký"),
    "sign_post": gettext_noop("chức vụ người ký"),
    "sign_name": gettext_noop("họ tên người ký"),
    "recipients": gettext_noop("chữ Nơi nhận"),
    "recipient": gettext_noop("danh sách nơi nhận"),
}
