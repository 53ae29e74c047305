"""How a command of tinhgon is declared: help in Vietnamese and English, `--lang` everywhere, types with plain words."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from tinhgon.basis.asof import parse_day
from tinhgon.basis.errors import BadInput, Refusal, gettext_noop
from tinhgon.cli.words import LANGUAGES, gettext, sentence

FOLDED = {"max_content_width": 110}


class Day(click.ParamType[date]):
    """A day, written 2025-07-01 or 01/07/2025."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return parse_day(value, where=param.opts[0] if param else "")
        except Refusal as refusal:
            self.fail(sentence(refusal), param, ctx)


class OneOf(click.Choice[str]):
    """One of some words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            message = gettext("{option}: “{value}” không có; chọn một trong: {choices}.")
            option = param.opts[0] if param else ""
            self.fail(message.format(option=option, value=value, choices=", ".join(self.choices)), param, ctx)
        return str(value)


class Whole(click.ParamType[int]):
    """A whole number between two bounds."""

    name = "n"

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if not (value.isascii() and value.isdigit() and self.least <= int(value[:9]) <= self.most):
            message = gettext("{option}: “{value}” không phải số nguyên từ {least} đến {most}.")
            option = param.opts[0] if param else ""
            self.fail(message.format(option=option, value=value, least=self.least, most=self.most), param, ctx)
        return int(value)


FILE = click.Path(path_type=Path)


class _Input(click.Path):
    """A file that is read: a pipe, a device or a folder is none, since it may never end."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(super().convert(value, param, ctx))  # type: ignore[arg-type]
        if path.exists() and not path.is_file():
            raise BadInput("file_missing", gettext_noop("Không có tệp {file}."), file=str(path))
        return path


INPUT = _Input(path_type=Path)


class _Bilingual(click.Command):
    """Titles in both languages, so that whoever reads the help finds the way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.context_settings = {**FOLDED, **self.context_settings}
        self.params.append(
            click.Option(
                ["--lang"], type=OneOf(LANGUAGES), expose_value=False, help="Ngôn ngữ / language [vi]", metavar="vi|en"
            )
        )

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Cách dùng / Usage: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        records = [record for param in options if (record := param.get_help_record(ctx))]
        with formatter.section("Tùy chọn / Options"):
            formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Hiện hướng dẫn này / show this help"
        return option


class Command(_Bilingual):
    """A command."""


@click.pass_context
def _show_help(ctx: click.Context) -> None:
    """A group without a command tells what there is."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


class Group(_Bilingual, click.Group):
    """A group of commands, each in the module that `places` names ("module:function"), imported when asked for."""

    def __init__(self, *args: Any, places: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, invoke_without_command=True, callback=_show_help, **kwargs)
        self.places = dict(places or {})

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return [*self.places, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.places:
            return self.commands.get(cmd_name)
        module, _, name = self.places[cmd_name].partition(":")
        found: click.Command = getattr(importlib.import_module(f"tinhgon.cli.{module}"), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Lệnh / Commands"):
            commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
            formatter.write_dl([(name, command.short_help or "") for name, command in commands if command])


def command(
    name: str, *, vi: str, en: str, more: tuple[str, str] = ("", ""), group: Group | None = None
) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command. `vi` and `en` are one sentence each; `more` goes on in both languages."""
    told = {"help": _help(vi, en, more), "short_help": f"{vi} / {en}"}
    return group.command(name, cls=Command, **told) if group else click.command(name, cls=Command, **told)


def command_group(name: str, *, vi: str, en: str, places: Mapping[str, str] | None = None) -> Group:
    """A group of commands with a name of its own; `places`: those that stand in other modules."""
    return Group(name, places=places, help=_help(vi, en, ("", "")), short_help=f"{vi} / {en}")


def _help(vi: str, en: str, more: tuple[str, str]) -> str:
    return "\n\n".join(part for part in (f"{vi} {more[0]}".strip(), f"{en} {more[1]}".strip()))


def option(*names: str, vi: str, en: str, **settings: Any) -> Callable[[Any], Any]:
    """An option with its help in both languages."""
    return click.option(*names, help=f"{vi} / {en}", **settings)


def in_format(*formats: str) -> Callable[[Any], Any]:
    """The option `--format`; the first is the default."""
    return option(
        "--format", "shape", type=OneOf(formats), default=formats[0], metavar="|".join(formats),
        vi="dạng kết quả", en="form of the result",
    )  # fmt: skip
