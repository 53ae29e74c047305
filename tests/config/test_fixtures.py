"""The databases of the test suite are what they say."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_rolled_back_database_is_used_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)")
        assert cursor.fetchone() == ("tinhgon_app", False)


@pytest.mark.both_servers
@pytest.mark.parametrize("turn", [1, 2])
def test_fresh_database_keeps_nothing_of_the_one_before(fresh_ledger, server_kind, turn) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_user, count(*) FROM django_session")
        assert cursor.fetchone() == (fresh_ledger.name, "tinhgon_app", 0)
        cursor.execute("INSERT INTO django_session VALUES ('a', 'b', now())")
    assert fresh_ledger.kind == server_kind
