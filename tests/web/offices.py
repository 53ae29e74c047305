"""Accounts of an office and what they ask of pages: for the tests of access and of people."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from tests.world import rows

from tinhgon.access import ties
from tinhgon.record.actor import Actor, actor_from

TODAY = date(2022, 3, 1)
DAY = {"ngay": "01/01/2022"}
PURPOSE = "tham mưu công tác cán bộ"
INSIDE, OUTSIDE = "/nhan-su/HS-3/", "/nhan-su/HS-5/"


def client_of(name: str, *, file: str = "", **account: object) -> Client:
    """Logged in, tied to a file, with a purpose stated."""
    user = User.objects.create_user(name, password="một mật khẩu dài", **account)
    if file:
        ties.tie(user.pk, file, by=Actor(account="người quản trị"))
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    client.post("/nhan-su/muc-dich/", {"muc_dich": PURPOSE})
    return client


def text(response) -> str:
    return response.content.decode()


def decision(*effects: dict[str, object]) -> dict[str, object]:
    return {"number": "31/QĐ-UBND", "issuer": "Ủy ban nhân dân huyện An Lộc", "signed_on": "2022-03-01",
            "effective_on": "2022-04-01", "subject": "Dự thảo", "effects": effects}  # fmt: skip


def api_draft(client: Client, *effects: dict[str, object]):
    return client.post("/api/v1/drafts", decision(*effects), content_type="application/json")


def reads(client: Client, address: str = INSIDE) -> bool:
    """Whether the file opens: 200 with it, or 403 without."""
    answer = client.get(address)
    assert answer.status_code in (200, 403), text(answer)
    assert (answer.status_code == 200) == ("Nhật ký đọc" in text(answer))
    return answer.status_code == 200


def form(**given: str) -> dict[str, str]:
    return {"so": "20/QĐ-UBND", "co_quan": "Ủy ban nhân dân huyện An Lộc", "ngay_ky": "01/03/2022",
            "hieu_luc": "01/04/2022", "viec": "giu", **given}  # fmt: skip


def readings() -> list[tuple]:
    return [
        (actor_from(fields["actor"]).name, fields["actor"].get("purpose", ""), fields["payload"]["what"],
         fields["payload"]["persons"])
        for (fields,) in rows("SELECT body::jsonb FROM reading WHERE kind = 'read_names/1' ORDER BY id")
        for fields in [json.loads(fields) if isinstance(fields, str) else fields]
    ]  # fmt: skip


HEAD = {
    "number": "20/QĐ-UBND", "issuer": "Ủy ban nhân dân huyện An Lộc", "signed_on": "25/01/2022",
    "effective_on": "01/02/2022", "subject": "Thay đổi",
}  # fmt: skip


def composed(client: Client, kind: str, *, what: str = "luu", **fields: str) -> Any:
    """The answer to a new draft whose first clause is composed in the page; HS-5 is meant where nobody is named."""
    begun = client.post("/soan/moi/", {"loai": f"{kind}/1"})
    if begun.status_code != 302:
        return begun
    address = begun["Location"].partition("?")[0]
    head = {f"head.{name}": fields.pop(name, value) for name, value in HEAD.items()}
    form = {**head, "ban": "1", "khoan": "0", "loai": f"{kind}/1", "viec": what, "person": "HS-5", **fields}
    return client.post(address, form)
