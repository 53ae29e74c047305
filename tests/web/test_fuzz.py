"""All addresses, parameters, headers and documents with what nobody would send: never a fault of ours.

Bounded and seeded: the same requests in every run. What was found once stands in FOUND.
"""

from __future__ import annotations

import json
import random
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

SEED, ROUNDS = 20261130, 260
NASTY = [
    "", " ", "\0", "a\0b", "%00", "9" * 40, "-1", "0", "1e400", "NaN", "-Infinity", "9999-12-31", "31/12/9999",
    "0001-01-01", "01/01/0001", "32/13/2025", "null", "[]", "{}", "true", "' OR 1=1 --", "<script>x</script>",
    "../../etc/passwd", "\ud800", "\u202e", "é" * 3000, "a" * 20000, "%", "%%", "%s", "{0}", "{{", "$1", "\\",
    "\r\nX: y",     "2026-11-30T00:00:00+99:99", "2025-01-01T24:61", "١٢٣", "²", "1_000", "+1", "0x10", "１２",
    "e\u0301" * 50, "\ufeff",
]  # fmt: skip
PARAMETERS = [
    "ngay", "biet", "trang", "trang2", "tim", "dang", "loai", "duoi", "cap", "khoan", "viec", "dong", "cot", "tu",
    "den", "so_sanh", "het", "xem", "sap", "on", "known", "purpose", "lang", "next", "muc_dich", "van_ban", "buoc",
    "so",
]  # fmt: skip
HEADERS = ["referer", "accept-language", "authorization", "hx-request", "cookie", "x-forwarded-proto", "if-none-match"]
FOUND = [
    ("/", {}, {"referer": "http://[::1"}),
    ("/?ngay=%00", {}, {}),
    ("/don-vi/%00/", {}, {}),
    ("/don-vi/" + "9" * 40 + "/", {}, {}),
    ("/quyet-dinh/" + "9" * 18 + "/", {}, {}),
    ("/?ngay=31/12/9999", {}, {}),
    ("/?ngay=01/01/0001", {}, {}),
    ("/api/v1/persons/HS-1?on=9999-12-31&purpose=abc", {}, {}),
    ("/api/v1/persons/%00?purpose=abc", {}, {}),
    ("/?biet=9999-12-31T23:59:59", {}, {}),
]


def addresses(resolver: URLResolver, prefix: str = "/") -> list[str]:
    """The patterns of all addresses, with their places still in them."""
    found: list[str] = []
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            found += addresses(one, prefix + str(one.pattern))
        elif isinstance(one, URLPattern):
            found.append(prefix + str(one.pattern))
    return found


def filled(pattern: str, dice: random.Random) -> str:
    parts = []
    for part in pattern.split("/"):
        if "<int:" in part:
            parts.append(dice.choice(["1", "0", "12", "9" * 15, "9" * 19, "9" * 40]))
        elif "<" in part:
            parts.append(
                quote(dice.choice(["HS-1", "S1.01", "establishment", *NASTY]).encode("utf-8", "replace"), safe="")
            )
        else:
            parts.append(part)
    return "/".join(parts)


@pytest.fixture
def client(client_of_staff: Client) -> Client:
    client_of_staff.raise_request_exception = False
    return client_of_staff


@pytest.mark.parametrize(("address", "data", "headers"), FOUND)
def test_what_was_found_once(client: Client, address: str, data: dict[str, str], headers: dict[str, str]) -> None:
    assert client.get(address, data, headers=headers).status_code < 500


def test_any_address_parameter_and_header(client: Client) -> None:
    dice = random.Random(SEED)
    patterns = [one for one in addresses(get_resolver()) if not one.startswith("/static")]
    faults = []
    for _ in range(ROUNDS):
        address = filled(dice.choice(patterns), dice)
        query = {dice.choice(PARAMETERS): dice.choice(NASTY) for _ in range(dice.randint(0, 3))}
        text = urlencode({key: value.encode("utf-8", "replace") for key, value in query.items()})
        headers = {}
        if dice.random() < 0.3:
            headers[dice.choice(HEADERS)] = dice.choice(NASTY).encode("ascii", "replace").decode().replace("\r\n", " ")
        if dice.random() < 0.7:
            response = client.get(f"{address}?{text}", headers=headers)
        else:
            clean = {key: value.encode("utf-8", "replace").decode() for key, value in query.items()}
            response = client.post(address, clean, headers=headers)
        if response.status_code >= 500:
            faults.append((response.status_code, address, query, headers))
    assert faults == []


DOCUMENT = {
    "number": "9/NQ", "issuer": "HĐND", "signed_on": "2024-01-01", "effective_on": "2024-01-01", "subject": "Về việc …",
    "effects": [{"kind": "rename_unit/1", "clause": "Điều 1", "unit": {"code": "A1"}, "name": "Tên mới"}],
}  # fmt: skip
VALUES = [
    None, [], {}, "", 0, -1, 10**40, 1e400, 1e-400, True, "\0", "\ud800", "a" * 5000, [[]], [{}], {"a": None},
    "9999-12-31", "0001-01-01", float("nan"), ["a"] * 50, {"kind": {}}, "rename_unit/1", "rename_unit/99", 1.5,
]  # fmt: skip


def mangled(dice: random.Random) -> object:
    """The document with one to three of its fields, at any depth, something else."""
    made = json.loads(json.dumps(DOCUMENT))
    for _ in range(dice.randint(1, 3)):
        place = made
        while isinstance(place, dict | list) and place:
            key = dice.choice(list(place)) if isinstance(place, dict) else dice.randrange(len(place))
            if dice.random() < 0.5 or not isinstance(place[key], dict | list):
                place[key] = dice.choice(VALUES)
                break
            place = place[key]
    return made


@pytest.mark.parametrize("address", ["/api/v1/decisions/preview", "/api/v1/drafts"])
def test_any_document_of_a_program(client: Client, address: str) -> None:
    dice = random.Random(SEED)
    bodies: list[bytes] = [
        b"",
        b"null",
        b"[]",
        b'"a"',
        b"\xff\xfe",
        b"{",
        b'{"a":' * 500,
        b"1e999",
        b'{"number":"\\ud800"}',
    ]
    bodies += [json.dumps(mangled(dice)).encode() for _ in range(60)]
    for body in bodies:
        response = client.post(address, body, content_type="application/json")
        assert response.status_code < 500, body[:400]
        assert set(response.json()) >= {"code", "message"} or response.status_code < 300


def test_a_program_is_answered_in_the_language_it_asks_for(client: Client) -> None:
    def told(wanted: str) -> str:
        headers = {"accept-language": wanted}
        return client.post("/api/v1/drafts", b"{", content_type="application/json", headers=headers).json()["message"]

    assert told("en-GB,en;q=0.9,vi;q=0.5") == told("fr, en;q=0.3") != told("vi")
    assert told("vi,en;q=0.8") == told("") == told("xx, *;q=0.1") == told(";;;=q" * 400)
