"""The list of commands."""

from __future__ import annotations

import click

from tinhgon import __version__
from tinhgon.cli.commands import Group
from tinhgon.cli.output import line

PLACES = {
    "demo": "serving:demo",
    "serve": "serving:serve",
    "open": "signing:open_books",
    "draft": "drafting:draft",
    "synth": "synth:synth",
    "read": "reading:read",
    "import": "importing:importing",
    "preview": "signing:preview",
    "sign": "signing:sign",
    "annul": "signing:annul",
    "correct": "signing:correct",
    "units": "asking:units",
    "lineage": "asking:lineage",
    "publish": "publishing:publish",
    "person": "people:person",
    "reports": "reports:reports",
    "report": "reports:report",
    "trace": "reports:trace",
    "feed": "feeding:feed",
    "webhook": "feeding:webhook",
    "outbox": "feeding:outbox",
    "brief": "brief:brief",
    "consolidation": "consolidating:consolidation",
    "national": "national:national",
    "decisions": "telling:decisions",
    "show": "telling:show",
    "verify": "keeping:verify",
    "seal": "keeping:seal",
    "backup": "keeping:backup",
    "restore": "keeping:restore",
    "key": "keys:key",
    "schema": "schema:schema",
    "law": "law:law",
    "plan": "merging:plan",
    "eligible": "eligibility:eligible",
    "plan-cover": "eligibility:plan_cover",
    "user": "accounts:user",
    "case": "case_opening:case",
    "inbox": "cases:inbox",
    "procedures": "cases:procedures",
    "paper": "papers:paper",
}

_HELP = """Sổ tổ chức bộ máy: đơn vị nào có vào ngày nào, và quyết định nào nói vậy.

The books of an organisation's structure: which units there are on any day, and which decision says so."""


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 (click calls it)
    if value:
        line(f"tinhgon {__version__}")
        ctx.exit()


root = Group(
    "tinhgon",
    help=_HELP,
    places=PLACES,
    params=[
        click.Option(
            ["--version"],
            is_flag=True, is_eager=True, expose_value=False, callback=_version,
            help="Phiên bản / version",
        ),
    ],
)  # fmt: skip
