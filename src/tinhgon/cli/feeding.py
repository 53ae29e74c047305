"""tinhgon feed, webhook, outbox: the changes of the ledger for other systems, pulled or pushed."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

import click

from tinhgon.basis.errors import gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.commands import Whole, command, command_group, in_format, option
from tinhgon.cli.guard import REFUSED
from tinhgon.cli.output import line, shown_moment, shown_number
from tinhgon.cli.words import gettext, tell

if TYPE_CHECKING:
    from tinhgon.exchange.feed.outbox import Backlog

MOST = 1000
STATES = {
    "active": gettext_noop("đang gửi"),
    "paused": gettext_noop("tạm dừng"),
    "stopped": gettext_noop("đã dừng: cần người xem lại"),
}
_HEADERS = (
    gettext_noop("Nơi nhận"), gettext_noop("Địa chỉ"), gettext_noop("Tình trạng"), gettext_noop("Đã nhận đến"),
    gettext_noop("Còn chờ"), gettext_noop("Chờ từ"), gettext_noop("Lần gửi lại"), gettext_noop("Lỗi gần nhất"),
)  # fmt: skip


@command(
    "feed",
    vi="Các thay đổi của sổ theo thứ tự ký, có chữ ký, đọc tiếp được.",
    en="The changes of the ledger in the order of signing, signed and resumable.",
)
@option("--after", type=Whole(0, 10**8), default=0, metavar="N", vi="sau quyết định thứ N", en="after decision N")
@option("--limit", type=Whole(1, MOST), default=200, metavar="N", vi="nhiều nhất N thay đổi", en="at most N changes")
@in_format("json", "table")
def feed(*, after: int, limit: int, shape: str) -> None:
    ledgers.enter_or_demo()
    from tinhgon.config import env
    from tinhgon.exchange.feed.messages import page
    from tinhgon.ledger.queries.changes import links_after
    from tinhgon.ledger.queries.heads import last_decision

    links = links_after(after, limit=limit)
    if shape == "json":
        output.write_json(page(links, after=after, head=last_decision(), key=env.seal_key()))
        return
    for link in links:
        line(f"{link.ordinal}  {link.number or '–'}  {shown_moment(link.recorded_at)}  {', '.join(link.effects)}")


webhook = command_group(
    "webhook", vi="Nơi được báo mỗi khi có quyết định.", en="Who is told of every decision."
)  # fmt: skip
outbox = command_group("outbox", vi="Gửi tin cho các nơi nhận.", en="Telling the subscribers.")


@command(
    "add", group=webhook, vi="Thêm một nơi nhận; in bí mật để nơi ấy kiểm chữ ký.",
    en="Add a subscriber; prints the secret by which it checks the signatures.",
)  # fmt: skip
@click.argument("name")
@click.argument("url")
@option(
    "--from", "after", type=Whole(0, 10**8), metavar="N", vi="báo từ sau quyết định thứ N [từ nay]",
    en="tell from after decision N [from now on]",
)  # fmt: skip
def add(*, name: str, url: str, after: int | None) -> None:
    ledgers.enter_or_demo()
    from tinhgon.exchange.feed import outbox as box

    made = box.subscribe(name, url, after=after, at=_now())
    _tell_secret(made.name, made.generation)


def _tell_secret(name: str, generation: int) -> None:
    from tinhgon.config import env
    from tinhgon.exchange.feed.messages import secret

    line(secret(env.webhook_key(), name, generation))
    told = gettext("Bí mật của {name}: đưa cho nơi nhận qua kênh riêng (Standard Webhooks, HMAC-SHA256).")
    tell(told.format(name=name))


@command("list", group=webhook, vi="Liệt kê các nơi nhận.", en="List the subscribers.")
@in_format("table", "json")
def list_(*, shape: str) -> None:
    _board(shape)


@command("secret", group=webhook, vi="In lại bí mật, hoặc đổi.", en="Print the secret again, or change it.")
@click.argument("name")
@option("--renew", is_flag=True, vi="đổi bí mật", en="change it")
def secret(*, name: str, renew: bool) -> None:
    ledgers.enter_or_demo()
    from tinhgon.exchange.feed import outbox as box

    found = box.renew_secret(name) if renew else box.subscriber_named(name)
    _tell_secret(found.name, found.generation)


@command("pause", group=webhook, vi="Tạm dừng một nơi nhận.", en="Pause a subscriber.")
@click.argument("name")
def pause(*, name: str) -> None:
    _set(name, "paused")


@command(
    "resume", group=webhook, vi="Gửi tiếp từ chỗ đã dừng.", en="Go on from where it was, at once."
)  # fmt: skip
@click.argument("name")
def resume(*, name: str) -> None:
    _set(name, "active")


def _set(name: str, state: str) -> None:
    ledgers.enter_or_demo()
    from tinhgon.exchange.feed import outbox as box

    box.set_state(name, state, at=_now())
    line(f"{name}: {gettext(STATES[state])}")


@command("remove", group=webhook, vi="Bỏ một nơi nhận.", en="Take a subscriber away.")
@click.argument("name")
def remove(*, name: str) -> None:
    ledgers.enter_or_demo()
    from tinhgon.exchange.feed import outbox as box

    box.unsubscribe(name)
    line(gettext("Đã bỏ {name}.").format(name=name))


@command(
    "run", group=outbox, vi="Gửi những gì đến lượt; mỗi nơi nhận đủ, theo thứ tự, cùng một mã khi gửi lại.",
    en="Send what is due: each subscriber gets all, in order, under the same id when sent again.",
)  # fmt: skip
@option(
    "--every", type=Whole(1, 3600), metavar="SECONDS", vi="gửi mãi, cách nhau từng ấy giây; Ctrl-C để dừng",
    en="go on for ever, that many seconds apart; Ctrl-C ends it",
)  # fmt: skip
def run(*, every: int | None) -> int:
    ledgers.enter_or_demo()
    from tinhgon.config import env
    from tinhgon.exchange.feed import outbox as box
    from tinhgon.exchange.feed.sending import post

    while True:
        took = box.send_due(post, key=env.webhook_key(), clock=_now)
        if every is None:
            break
        time.sleep(every)
    line(gettext("Đã gửi {count} tin.").format(count=shown_number(took)))
    behind = [one for one in box.backlog() if one.waiting > 0 and one.subscriber.state != "paused"]
    for one in behind:
        told = gettext("{name}: còn {count} tin chờ, {error}")
        tell(told.format(name=one.subscriber.name, count=one.waiting, error=one.subscriber.last_error or "–"))
    return REFUSED if behind else 0


@command("status", group=outbox, vi="Mỗi nơi nhận còn chờ bao nhiêu, từ bao giờ.", en="How far behind each is.")
@in_format("table", "json")
def status(*, shape: str) -> None:
    _board(shape)


def _board(shape: str) -> None:
    ledgers.enter_or_demo()
    from tinhgon.exchange.feed import outbox as box

    rows = box.backlog()
    if shape == "json":
        output.write_json([_as_json(one) for one in rows])
        return
    output.write_table(_HEADERS, map(_cells, rows), right=frozenset({3, 4}))


def _cells(one: Backlog) -> tuple[str, ...]:
    found = one.subscriber
    return (
        found.name, found.url, gettext(STATES[found.state]), shown_number(found.done), shown_number(one.waiting),
        shown_moment(one.oldest) if one.oldest else "", shown_moment(found.next_try) if found.failures else "",
        found.last_error,
    )  # fmt: skip


def _as_json(one: Backlog) -> dict[str, object]:
    found = one.subscriber
    return {
        "name": found.name, "url": found.url, "state": found.state, "done": found.done, "waiting": one.waiting,
        "oldest": one.oldest, "failures": found.failures, "next_try": found.next_try, "last_error": found.last_error,
    }  # fmt: skip


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now()
