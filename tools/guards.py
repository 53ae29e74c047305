"""Writes src/tinhgon/decisions/guards.txt anew, from a database that the migrations have just made.

Run it after a migration that adds a table, a trigger, a function or a constraint: `python -m tools.guards`.
"""

import os
import tempfile


def text() -> str:
    """The guards of the database in use, a line each."""
    from tinhgon.decisions.guards import guards

    return "".join("\t".join(guard) + "\n" for guard in sorted(guards()))


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tinhgon-guards-", ignore_cleanup_errors=True) as home:
        os.environ.update(TINHGON_HOME=home, DATABASE_URL="", TINHGON_DATABASE_NAME="", TINHGON_LINGER="0")
        from tinhgon.config import server

        server.ensure_database()
        from tinhgon.decisions.guards import LIST

        LIST.write_text(text(), encoding="utf-8")
        server.leave()


if __name__ == "__main__":
    main()
