"""Typed readers of environment variables, and the folder that holds what tinhgon keeps."""

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

import platformdirs

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"", "0", "false", "no", "off"})


class EnvironmentProblem(ValueError):
    """A variable holds something that cannot be meant."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    raw = os.environ.get(name)
    if raw is None:
        return default
    if raw.strip().lower() in TRUE:
        return True
    if raw.strip().lower() in FALSE:
        return False
    raise EnvironmentProblem(f"{name}={raw!r}: write 1 or 0.")


def integer(name: str, default: int, *, at_least: int = 0) -> int:
    raw = text(name)
    if not raw:
        return default
    try:
        value = int(raw)
    except ValueError:
        raise EnvironmentProblem(f"{name}={raw!r}: write a whole number.") from None
    if value < at_least:
        raise EnvironmentProblem(f"{name}={raw!r}: must be at least {at_least}.")
    return value


def refuse(name: str, instead: str) -> None:
    """A variable that means nothing any more is not passed over: what it asked for would silently not hold."""
    if text(name):
        raise EnvironmentProblem(f"{name} is no longer read: {instead}.")


def one_of(name: str, choices: tuple[str, ...]) -> str:
    """One of a few words; the first where nothing is said."""
    given = text(name, choices[0]).lower()
    if given not in choices:
        raise EnvironmentProblem(f"{name}={given!r}: write {' or '.join(choices)}.")
    return given


def clock_checked() -> str:
    """TINHGON_CLOCK_CHECKED: a day as 2026-11-30."""
    return text("TINHGON_CLOCK_CHECKED")


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    raw = text(name)
    return [word.strip() for word in raw.split(",") if word.strip()] if raw else list(default)


def home() -> Path:
    """TINHGON_HOME: the embedded server's data, the secret key, kept files."""
    given = text("TINHGON_HOME")
    return Path(given).expanduser().absolute() if given else Path(platformdirs.user_data_dir("tinhgon", False))


def statements() -> Path | None:
    """TINHGON_STATEMENTS: the folder of the provinces' statements, where this server is the centre."""
    given = text("TINHGON_STATEMENTS")
    return Path(given).expanduser().absolute() if given else None


def uploads() -> Path:
    """What was uploaded and is being looked at."""
    return home() / "uploads"


def scratch() -> Path:
    """For files that live as long as one request or command: closed to other accounts, unlike the system's folder."""
    folder = make_home() / "scratch"
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    return folder


def make_home() -> Path:
    folder = home()
    if not folder.is_dir():
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    return folder


def secret_key() -> str:
    """TINHGON_SECRET_KEY, or a key made once and kept readable for its owner only."""
    return text("TINHGON_SECRET_KEY") or kept_secret("secret.key", lambda: secrets.token_urlsafe(50))


def seal_key() -> bytes:
    """32 bytes of the Ed25519 key that signs the heads of the books: TINHGON_SEAL_KEY in hexadecimal, or made once and
    kept beside the data. It never goes into the database."""
    return bytes.fromhex(text("TINHGON_SEAL_KEY") or kept_secret("seal.key", lambda: secrets.token_hex(32)))


def webhook_key() -> bytes:
    """32 bytes of which the secrets of webhooks are made: TINHGON_WEBHOOK_KEY in hexadecimal, or made once, kept."""
    return bytes.fromhex(text("TINHGON_WEBHOOK_KEY") or kept_secret("webhook.key", lambda: secrets.token_hex(32)))


def kept_secret(name: str | Path, make: Callable[[], str]) -> str:
    """The secret in a file of the home folder, or of the stated path, made when it is missing."""
    path = make_home() / name
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    # Written aside and linked into place: a process started at the same moment sees no file or a whole one.
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(make())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
