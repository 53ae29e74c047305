"""What the disk and the backups still hold of destroyed keys, told after an erasure and after a change of the key."""

from __future__ import annotations

from django.db import connection

from tinhgon.basis.errors import gettext_noop
from tinhgon.cli.output import line, shown_moment, shown_number
from tinhgon.cli.words import gettext, tell
from tinhgon.config.sweeping import sweep

BACKUP = gettext_noop("sao lưu sổ")
"""What an act of export says of a backup."""
_LEFT = (
    ("tables", gettext_noop("tệp của bảng khóa (sổ đang được dùng)")),
    ("samples", gettext_noop("thống kê cột của PostgreSQL")),
    ("wal", gettext_noop("nhật ký WAL của PostgreSQL")),
)


def swept() -> bool:
    """Sweep, and say what is gone and what is not. Whether all of it is."""
    found = sweep()
    if found.is_clean:
        line(gettext("Đã viết lại bảng khóa và bỏ nhật ký WAL cũ: trên đĩa của sổ không còn bản cũ của khóa đã hủy."))
        return True
    left = ", ".join(gettext(words) for name, words in _LEFT if not getattr(found, name))
    text = gettext(
        "Bản cũ của khóa đã hủy có thể còn ở: {left}. Dừng tinhgon serve rồi chạy tinhgon key sweep; máy chủ "
        "PostgreSQL riêng thì nhờ người quản trị máy chủ làm (docs/install.md)."
    )
    tell(text.format(left=left))
    return False


def tell_backups() -> None:
    """Which backups were taken before now: they hold what was erased until their files are destroyed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), min(done_at), max(done_at) FROM act"
            " WHERE kind = 'export/1' AND body::jsonb->'payload'->>'what' = %s",
            [BACKUP],
        )
        count, first, last = cursor.fetchone()
    if count:
        text = gettext(
            "{count} bản sao lưu đã lấy từ {first} đến {last} vẫn giữ khóa ấy, mở được bằng khóa chủ, cho đến khi hủy "
            "các tệp đó; phục hồi từ chúng thì phải xóa lại."
        )
        line(text.format(count=shown_number(count), first=shown_moment(first), last=shown_moment(last)))
    else:
        line(
            gettext(
                "Chưa có bản sao lưu nào lấy bằng tinhgon backup; bản chép thư mục, bản đĩa thì tự kiểm tra và hủy."
            )
        )
