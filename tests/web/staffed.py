"""The shared world with people, as pages and a browser see it (`client_of_staff`, `staffed_site` of conftest.py).

Beside the cast of tests/world.py: a quota of part-time posts for A1 and A2, and cuts in two years, after which
S2 has two civil servants on a place for one.
"""

from tests.world import CIVIL, World, agency, effect

PART_TIME = {"category": "part_time_commune", "bloc": "state"}
ON = "01/01/2024"


def _cut(unit, line, amount: int, reason: str) -> dict[str, object]:
    return {"unit": unit, "line": line, "amount": amount, "reason": reason}


def staff(world: World) -> None:
    """Sign what this module's first lines say."""
    communes = [
        {"unit": {"code": code}, "line": PART_TIME, "amount": amount} for code, amount in (("A1", 12), ("A2", 9))
    ]
    world.sign(effect("allocate_quota", allocations=communes), on="2021-08-01")
    first = [_cut(agency("S1"), CIVIL, 1, "retired_early"), _cut({"code": "A1"}, PART_TIME, 5, "not_replaced")]
    second = [_cut(agency("S2"), CIVIL, 2, "not_replaced"), _cut({"code": "A2"}, PART_TIME, 4, "resigned")]
    world.sign(effect("cut_quota", cuts=first), on="2022-06-01")
    world.sign(effect("cut_quota", cuts=second), on="2023-06-01")
