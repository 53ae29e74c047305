"""What goes wrong, in one sentence on stderr and an exit code: 1 refused, 2 wrong usage, 130 interrupted.

Only what is anticipated. Anything else is a bug, and its traceback is wanted.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable

import click

from tinhgon.basis.errors import NotBalanced, Refusal
from tinhgon.cli.words import gettext, sentence, tell

REFUSED, WRONG_USAGE, INTERRUPTED = 1, 2, 130


def guarded(job: Callable[[], int | None]) -> int:
    """The exit code of a job that may go wrong."""
    try:
        code = job() or 0
        sys.stdout.flush()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.UsageError as error:
        tell(_usage(error))
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        tell(gettext("Đã dừng."))
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has seen enough; what Python would still flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except Exception as error:
        if not tell_error(error):
            raise
        return REFUSED
    return code


def tell_error(error: Exception) -> bool:
    """Tell what was anticipated, a line each; False for a bug, of which nothing is told."""
    lines = in_words(error)
    for line in lines:
        tell(line)
    return bool(lines)


def in_words(error: Exception) -> list[str]:
    """The sentence of an anticipated error, and for one that does not balance all findings; nothing for a bug."""
    if isinstance(error, NotBalanced):
        first, *others = [finding for finding in error.findings if finding.is_error]
        return [sentence(first), *(f"- {sentence(finding)}" for finding in others)]
    if isinstance(error, Refusal):
        return [sentence(error)]
    if isinstance(error, OSError):
        return [_system(error)]
    if type(error).__name__ == "EnvironmentProblem":
        return [str(error)]
    return _database(error)


def _system(error: OSError) -> str:
    file = error.filename or ""
    sentences = {
        errno.ENOSPC: gettext("Hết chỗ trên đĩa khi ghi {file}: giải phóng chỗ rồi làm lại."),
        errno.EDQUOT: gettext("Hết chỗ trên đĩa khi ghi {file}: giải phóng chỗ rồi làm lại."),
        errno.ENOENT: gettext("Không có tệp {file}."),
        errno.EISDIR: gettext("{file} là thư mục; cần một tệp."),
        errno.ENOTDIR: gettext("{file} không phải thư mục."),
        errno.EEXIST: gettext("{file} đã có; chọn tên khác."),
        errno.EACCES: gettext("Không có quyền đọc hoặc ghi {file}."),
        errno.EPERM: gettext("Không có quyền đọc hoặc ghi {file}."),
        errno.EROFS: gettext("{file} nằm trên ổ đĩa chỉ đọc."),
    }
    known = sentences.get(error.errno or 0, gettext("{file}: hệ thống báo lỗi {reason}."))
    return known.format(file=file, reason=error.strerror or error).strip()


def _database(error: Exception) -> list[str]:
    """A server that is gone, full or forbids; other errors of the database are bugs."""
    psycopg = sys.modules.get("psycopg")
    cause = error if psycopg and isinstance(error, psycopg.Error) else error.__cause__
    if psycopg is None or not isinstance(cause, psycopg.Error):
        return []
    reason = next(iter(str(cause).strip().splitlines()), type(cause).__name__)
    if isinstance(cause, psycopg.errors.DiskFull):
        return [gettext("Máy chủ cơ sở dữ liệu hết chỗ trên đĩa; không có gì được ghi.")]
    if isinstance(cause, psycopg.errors.InsufficientPrivilege):
        return [gettext("Cơ sở dữ liệu không cho phép: {reason}").format(reason=reason)]
    if isinstance(cause, psycopg.OperationalError):
        return [gettext("Mất kết nối với cơ sở dữ liệu ({reason}); không có gì được ghi.").format(reason=reason)]
    return []


def _usage(error: click.UsageError) -> str:
    """What click found wrong, and where help is."""
    path = error.ctx.command_path if error.ctx else "tinhgon"
    told = _wrong(error).rstrip(".")
    return gettext("{told}; xem: {command} --help").format(told=told, command=path)


def _wrong(error: click.UsageError) -> str:
    if isinstance(error, click.MissingParameter):
        parameter = error.param
        name = str(error.param_hint or "")
        if isinstance(parameter, click.Option):
            name = parameter.opts[0]
        elif parameter and error.ctx:
            name = parameter.make_metavar(error.ctx)
        return gettext("Thiếu {name}").format(name=name)
    if isinstance(error, click.NoSuchOption):
        near = f" ({', '.join(error.possibilities)}?)" if error.possibilities else ""
        return gettext("Không có tùy chọn {name}").format(name=error.option_name) + near
    if isinstance(error, click.BadParameter):
        return error.message
    message = error.format_message()
    if "unexpected extra argument" in message:
        return gettext("Thừa đối số {extra}").format(extra=message.partition("(")[2].partition(")")[0])
    if message.startswith("No such command"):
        return gettext("Không có lệnh {name}").format(name=message.split("'")[1])
    if isinstance(error, click.BadOptionUsage):
        return gettext("Tùy chọn {name} cần một giá trị").format(name=error.option_name)
    return message
