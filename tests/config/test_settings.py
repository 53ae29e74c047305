"""What the settings promise about languages, uploads, headers and the secret key."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadhandler import load_handler
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.utils.translation import get_language

from tinhgon.config import env, keys, middleware


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_language())


@pytest.mark.parametrize(
    ("cookie", "spoken"), [(None, "vi"), ("en", "en"), ("vi", "vi"), ("fr", "vi"), ("../../x", "vi")]
)
def test_vietnamese_is_spoken_unless_switched_whatever_the_browser_prefers(cookie: str | None, spoken: str) -> None:
    request = RequestFactory().get("/", headers={"accept-language": "en-US,en"})
    if cookie:
        request.COOKIES["tinhgon_language"] = cookie
    response = middleware.language(answer)(request)
    assert response.content.decode() == spoken
    assert response.headers["Content-Language"] == spoken


@override_settings(UPLOAD_LIMIT=3 * 1024 * 1024)
def test_a_large_upload_is_refused_before_it_is_read() -> None:
    class Unread:
        def read(self, *_: object) -> bytes:
            raise AssertionError("the body was read")

    page = middleware.language(middleware.upload_limit(answer))
    request = RequestFactory().generic("POST", "/", CONTENT_LENGTH=str(1024**3))
    request._stream = Unread()
    response = page(request)
    assert response.status_code == 413
    assert "vượt quá 3 MB" in response.content.decode()
    assert page(RequestFactory().generic("POST", "/", CONTENT_LENGTH=str(3 * 1024 * 1024))).status_code == 200
    assert page(RequestFactory().generic("POST", "/", CONTENT_LENGTH="many")).status_code == 400


class TestEnvironment:
    @pytest.mark.parametrize(
        ("raw", "value"), [("1", True), ("TRUE", True), ("on", True), ("0", False), ("", False), ("No", False)]
    )
    def test_flags(self, monkeypatch: pytest.MonkeyPatch, raw: str, value: bool) -> None:
        monkeypatch.setenv("X_FLAG", raw)
        assert env.flag("X_FLAG", default=not value) is value

    def test_what_cannot_be_meant_is_refused_by_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("X_FLAG", "maybe")
        with pytest.raises(env.EnvironmentProblem, match="X_FLAG='maybe'"):
            env.flag("X_FLAG")
        with pytest.raises(env.EnvironmentProblem, match="X_FLAG='maybe'"):
            env.integer("X_FLAG", 1)
        monkeypatch.setenv("X_FLAG", "0")
        with pytest.raises(env.EnvironmentProblem, match="at least 1"):
            env.integer("X_FLAG", 1, at_least=1)

    def test_words(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("X_WORDS", " a, b ,,c")
        assert env.words("X_WORDS") == ["a", "b", "c"]
        assert env.words("X_NONE", ("d",)) == ["d"]


class TestSecretKey:
    def test_it_is_made_once_and_is_nobody_elses(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("TINHGON_HOME", str(tmp_path / "new" / "home"))
        monkeypatch.delenv("TINHGON_SECRET_KEY", raising=False)
        key = env.secret_key()
        assert len(key) >= 50
        assert env.secret_key() == key
        files = list((tmp_path / "new" / "home").iterdir())
        assert [file.name for file in files] == ["secret.key"]
        assert stat.S_IMODE(files[0].stat().st_mode) == 0o600

    def test_several_processes_agree_on_it(self, tmp_path: Path) -> None:
        command = [sys.executable, "-c", "from tinhgon.config import env; print(env.secret_key())"]
        own = {key: value for key, value in os.environ.items() if key != "TINHGON_SECRET_KEY"}
        own["TINHGON_HOME"] = str(tmp_path)
        users = [subprocess.Popen(command, env=own, stdout=subprocess.PIPE, text=True) for _ in range(5)]
        assert len({user.communicate(timeout=60)[0] for user in users}) == 1

    def test_a_given_one_is_used_and_nothing_written(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("TINHGON_HOME", str(tmp_path))
        monkeypatch.setenv("TINHGON_SECRET_KEY", "given")
        assert env.secret_key() == "given"
        assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_pages_carry_the_headers(client) -> None:
    response = client.post("/i18n/setlang/", {"language": "en", "next": "/"})
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.cookies["tinhgon_language"].value == "en"


def test_a_large_upload_lies_in_a_closed_folder_of_the_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It lay in the system's folder for temporary files."""
    monkeypatch.setenv("TINHGON_HOME", str(tmp_path / "home"))
    left = env.scratch() / "old.upload"
    left.write_bytes(b"x")
    os.utime(left, (1, 1))
    handler = load_handler(settings.FILE_UPLOAD_HANDLERS[-1], HttpRequest())
    handler.new_file("file", "../../../etc/danh sách.xlsx", "application/x", 5)
    handler.receive_data_chunk(b"hello", 0)
    path = Path(handler.file.temporary_file_path())
    assert path.parent == tmp_path / "home" / "scratch"
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not left.exists()
    handler.file.close()
    assert not path.exists()


def test_the_master_key_may_lie_apart_from_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apart = tmp_path / "apart" / "house.key"
    apart.parent.mkdir(mode=0o700)
    monkeypatch.setenv("TINHGON_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TINHGON_MASTER_KEY_FILE", str(apart))
    assert keys.kept_key() is None
    keys.keep(b"k" * 32, apart)
    assert keys.kept_key() == b"k" * 32
    keys.keep(b"n" * 32, keys.next_place())
    old = keys.put_in_place()
    assert old is not None
    assert old.parent == apart.parent
    assert keys.kept_key() == b"n" * 32
    assert not (tmp_path / "home" / "master.key").exists()


@pytest.mark.parametrize("kind", ["pipe", "folder", "/dev/zero", "endless"])
def test_what_is_no_file_is_no_master_key_and_is_not_waited_for(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Path(kind) if kind.startswith("/") else tmp_path / kind
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    elif kind == "endless":
        with place.open("wb") as file:
            file.truncate(1 << 40)
    monkeypatch.setenv("TINHGON_MASTER_KEY_FILE", str(place))
    with pytest.raises(keys.KeyWrong):
        keys.kept_key()
