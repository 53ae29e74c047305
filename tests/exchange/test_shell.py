"""The commands of the room, one after the other on one ledger, as an office runs them."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from rdflib import Graph
from tests.exchange.receiving import receiving
from tests.exchange.test_national import FORM
from tests.world import World, effect

from tinhgon.basis.signatures import verified
from tinhgon.cli import main

pytestmark = pytest.mark.slow


@pytest.fixture
def run(fresh_ledger: object, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    World()

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def test_out_and_in(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    out = tmp_path / "mo"
    for form in ("org", "popolo", "csvw", "akn", "geo", "dcat"):
        code, told, err = run("publish", "--on", "2022-01-01", "--under", "T1", "--format", form, "--out", out)
        assert (code, "Chưa có quyết định công bố" in err) == (0, True), err
    assert "11 đơn vị có vào ngày 01/01/2022" in told
    assert len(Graph().parse(out / "org.ttl")) > 100
    code, _, err = run("publish", "--on", "2021-01-01", "--format", "org", "--out", out)
    assert (code, "đã có, nội dung khác" in err) == (1, True)
    code, _, err = run("publish", "--on", "2022-01-01", "--under", "ZZ", "--format", "org", "--out", tmp_path / "x")
    assert (code, (tmp_path / "x").exists()) == (1, False)
    assert "ZZ" in err
    code, told, _ = run("import", "open", out / "popolo.json", "--on", "2022-01-01", "--format", "json")
    assert (code, json.loads(told)["same"], json.loads(told)["differences"]) == (0, 11, [])
    code, told, _ = run("import", "open", out / "csv-metadata.json", "--on", "2022-01-01", "--format", "json")
    assert (code, json.loads(told)["file"], json.loads(told)["same"]) == (0, "units.csv", 11)
    changed = (out / "units.csv").read_text("utf-8").replace("An Bình", "An Bình Mới")
    (tmp_path / "khac.csv").write_text(changed, "utf-8")
    draft = tmp_path / "du-thao.json"
    code, told, _ = run("import", "open", tmp_path / "khac.csv", "--on", "2022-01-01", "--draft", draft)
    assert (code, "tên khác: 1" in told) == (0, True)
    assert run("sign", draft)[0] == 0
    assert "An Bình Mới" in run("units", "--on", "2022-01-01", "--format", "csv")[1]


def test_told_and_summed(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    verified(json.loads(run("feed", "--after", "3")[1]))
    with receiving(lambda number, _path: 503 if number == 1 else 200) as receiver:
        code, secret, _ = run("webhook", "add", "so-noi-vu", receiver.address, "--from", "0")
        assert (code, secret.startswith("whsec_")) == (0, True)
        assert run("webhook", "secret", "so-noi-vu")[1] == secret
        code, _, err = run("outbox", "run")
        assert (code, "503" in err) == (1, True)
        board = json.loads(run("outbox", "status", "--format", "json")[1])
        assert (board[0]["waiting"], board[0]["failures"]) == (5, 1)
        assert run("webhook", "resume", "so-noi-vu")[0] == 0
        assert run("outbox", "run")[:2] == (0, "Đã gửi 5 tin.\n")
    assert len(receiver.got) == 5
    (tmp_path / "ma.yaml").write_text(FORM, "utf-8")
    codes = ("--codes", tmp_path / "ma.yaml")
    code, told, _ = run("national", "board", *codes, "--format", "json")
    assert {one["state"] for one in json.loads(told)} == {"to_send"}
    code, told, err = run("national", "batch", *codes, "--out", tmp_path / "gui", "--why", "gửi hệ thống quốc gia")
    assert (code, "đợt 1, 5 việc" in told) == (0, True), err
    file = tmp_path / "gui" / "CBCC-000001.csv"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    content = file.read_bytes()
    file.unlink()
    assert run("national", "batch", *codes, "--out", tmp_path / "gui", "--why", "làm lại tệp", "--again", "1")[0] == 0
    assert file.read_bytes() == content
    (tmp_path / "tra-loi.csv").write_text("event,result,message\n5.5.4.3001.20210701,rejected,Sai số\n", "utf-8")
    assert run("national", "receipt", tmp_path / "tra-loi.csv", "--system", "CBCC", "--batch", "1")[0] == 0
    assert "Sai số" in run("national", "board", *codes)[1]
    code, _, err = run("national", "batch", *codes, "--out", tmp_path / "gui", "--why", "x")
    assert (code, "--why" in err) == (1, True)
    book = tmp_path / "so.json"
    assert run("consolidation", "export", "--book", "Tân Giang", "--on", "2026-12-01", "--out", book)[0] == 0
    code, told, err = run("consolidation", "report", book, "--on", "2026-12-01", "--format", "json")
    assert code == 0, err
    assert (code, json.loads(told)["books"][0]["head"]["ordinal"]) == (0, 5)
    assert run("verify", "--chain-only")[0] == 0


def test_the_address_of_open_data_is_the_one_that_was_set(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINHGON_OPEN_URL", "https://dulieu.example.vn/mo")
    monkeypatch.setenv("TINHGON_OPEN_LICENCE", "http://creativecommons.org/licenses/by/4.0/")
    _, _, err = run("publish", "--on", "2022-01-01", "--format", "dcat", "--out", tmp_path)
    assert "TINHGON_OPEN_URL" not in err
    text = (tmp_path / "catalog.ttl").read_text("utf-8")
    assert "https://dulieu.example.vn/mo/du-lieu/2022-01-01" in text
    assert "chưa chọn giấy phép" not in text
    world = World(there=True)
    world.sign(effect("set_house_rule", rule="open_data", value="units"), on=date(2021, 9, 1))
    assert Client(headers={"host": "localhost"}).get("/mo/du-lieu/2022-01-01/units.csv").status_code == 200
