"""A small office at the desk for the tests of its pages: four people with a right each, logged in by name."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from tests.cases.test_move import BINH, LAN, MINH, SON
from tests.world import World, agency, post

from tinhgon.access import ties
from tinhgon.decisions.desk import keep_draft
from tinhgon.record.actor import shell
from tinhgon.registers.establishment.access import DRAFT_DECISIONS, READ_FILES

UNIT = 1010
PASSWORD = "một mật khẩu dài"
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""For tests that try nothing about passwords."""
GRANTS = {
    "S1.01": ["soan", DRAFT_DECISIONS, READ_FILES],
    "S1.02": ["kiem-tra", READ_FILES],
    "S1.03": ["phe-duyet", "van-thu"],
    "D1.01": ["ky", READ_FILES],
}
NAMES = {LAN: "lan", BINH: "binh", MINH: "minh", SON: "son"}


def office(world: World) -> dict[int, Client]:
    """HS-1 drafts, HS-2 checks, HS-3 approves and numbers in S1; HS-5 signs at D1, above."""
    access = [
        {"kind": "set_access/1", "clause": f"Điều {n}", "posts": [{"number": number}], "access": rights}
        for n, (number, rights) in enumerate(GRANTS.items(), start=3)
        if not number.startswith("D1")
    ]
    new = post("D1.01", "Phó Chủ tịch", access=GRANTS["D1.01"], bloc="state")
    world.sign(
        {"kind": "create_posts/1", "clause": "Điều 1", "unit": {"code": "D1"}, "posts": [new]},
        {"kind": "transfer/1", "clause": "Điều 2", "person": "HS-5", "at_post": "D1.01"},
        *access,
        on="2022-02-01",
    )
    return {who: client(name, f"HS-{who - 3000}") for who, name in NAMES.items()}


def client(name: str, file: str = "") -> Client:
    user = User.objects.create_user(name, password=PASSWORD)
    if file:
        ties.tie(user.pk, file, by=shell())
    found = Client(headers={"host": "localhost"})
    found.force_login(user)
    return found


def draft(world: World, *effects: dict[str, Any], new_post: str = "S1.20") -> int:
    """Of a new post in the division, where nothing else is stated."""
    given = effects or ({"kind": "create_posts/1", "clause": "Điều 1", "unit": agency("S1"),
                         "posts": [post(new_post, "Chuyên viên")]},)  # fmt: skip
    return keep_draft(world.draft(*given, on="2026-01-01", number="dự thảo"), origin="form", by=shell())


def submitted(one: Client, number: int, *, variant: str = "small_office", unit: int = UNIT) -> int:
    """The case that a draft is laid before in the page."""
    answer = one.post(f"/viec/trinh/{number}/", {"cach": variant, "don_vi": str(unit)})
    assert answer.status_code == 302, text(answer)
    return int(re.findall(r"/viec/(\d+)/", answer["Location"])[0])


def text(answer: Any) -> str:
    return answer.content.decode()


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', page)
    assert found, f"{name} is not in the page"
    return found[1]


def act(one: Client, case: int, name: str, *, prefix: str = "", **fields: str) -> Any:
    """The form of an act as the page has it, filled in and sent."""
    page = text(one.get(f"/viec/{case}/"))
    start = prefix or f"{name}."
    fixed = {field: value for field, value in re.findall(r'name="([^"]+)" value="([^"]*)"', page)
             if field.startswith(start) and "id=" not in field}  # fmt: skip
    form = {**fixed, "viec": name, "o": start, "da_xem": hidden(page, "da_xem")}
    top = {key: value for key, value in fields.items() if key in ("kem", "da_xem", "thay")}
    rest = {f"{start}{key}": value for key, value in fields.items() if key not in top}
    return one.post(f"/viec/{case}/", {**form, **rest, **top})
