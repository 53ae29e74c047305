"""Clauses in the ledger's own words: whatever is taken is exactly what was told, and other words are left unread."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhgon.ledger.document import EFFECT
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.registry import EFFECTS
from tinhgon.reading.normal import normalise
from tinhgon.reading.shapes import shapes
from tinhgon.reading.shapes.own_words import OwnWords
from tinhgon.registers.establishment.access import ACCESS
from tinhgon.registers.establishment.effects.convert_posts import ConvertPosts
from tinhgon.registers.establishment.payloads import CATEGORIES, NewPost, PostRef
from tinhgon.registers.staff.payloads import RecordFields

OWN = [shape for shape in shapes() if isinstance(shape, OwnWords)]
TITLES = st.sampled_from(
    ["Chuyên viên", "Trưởng phòng Tài chính và Kế hoạch", "Kế toán, thủ quỹ", "Giáo viên (hạng II)", "Văn thư", None]
)
CODES = st.from_regex(r"[A-Z]{1,3}[0-9]{1,3}(\.[0-9]{1,3})?", fullmatch=True)
POSTS = st.lists(
    st.builds(lambda number, title: PostRef(number=number, title=title), CODES, TITLES), min_size=1, max_size=25
)
NAMES = st.sampled_from(["đại học", "Anh B1", "A01", "Kinh", "Khmer", "Chuyên viên chính", "nguồn thu và lệ phí"])
DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "birth_year": st.integers(1950, 2005), "birth_month": st.integers(1, 12),
        "sex": st.sampled_from(["male", "female"]),
        "ethnicity": st.sampled_from(["kinh", "khmer", "Tày"]), "education": NAMES,
        "professional": st.sampled_from(["doctor", "master", "university", "none"]),
        "theory": st.sampled_from(["advanced", "intermediate", "none"]),
        "languages": st.lists(NAMES, min_size=1, max_size=2),
        "recruited_on": DAYS, "party_admitted_on": DAYS, "pay_rank": NAMES, "pay_step": st.integers(1, 12),
        "coefficient": st.decimals(Decimal("1.00"), Decimal("10.00"), places=2), "coefficient_from": DAYS,
    },
).filter(bool)  # fmt: skip


def again(effect: Effect) -> Effect | None:
    """What the shapes make of the effect's words; None when they leave them. Two that take them are a fault."""
    normal = normalise(text=effect.describe())
    taken = [shape for shape in OWN if shape.read(normal=normal, start=0, end=len(normal.text))]
    assert len(taken) <= 1
    if not taken:
        return None
    found = taken[0]._whole.fullmatch(effect.describe())
    assert found is not None
    stated = dict(taken[0].fields(found))
    for slot in ("person", "unit"):
        if slot in found.groupdict():
            name = taken[0].unit_field if slot == "unit" else slot
            stated[name] = getattr(effect, name).model_dump(exclude_none=True)
    return EFFECT.validate_python({"kind": taken[0].kind, **stated})


def is_same(effect: Effect, *, must: bool = False) -> None:
    read = again(effect)
    assert read is not None or not must, effect.describe()
    if read is not None:
        assert read.describe() == effect.describe()
        assert read == effect.model_copy(update={"clause": ""})


@settings(max_examples=80, deadline=None)
@given(POSTS, st.sampled_from(["abolish_posts/1", "freeze_posts/1", "move_posts/1"]))
def test_lists_of_posts_come_back_or_stay_unread(posts: list[PostRef], kind: str) -> None:
    effect = EFFECTS[kind].example().model_copy(update={"posts": tuple(posts)})
    plain = all(post.title in (None, "Chuyên viên", "Văn thư") for post in posts)
    is_same(effect, must=plain and len(posts) <= 20)
    if len(posts) > 20:
        assert again(effect) is None, "what is not named is not guessed"


@settings(max_examples=80, deadline=None)
@given(
    POSTS,
    st.fixed_dictionaries(
        {"to_title": st.sampled_from(["Chuyên viên chính", "Kế toán và thủ quỹ", "Trưởng nhóm Công chức"])},
        optional={
            "group": st.sampled_from(["leadership", "professional", "support"]),
            "rank": st.sampled_from(["head", "deputy"]),
            "category": st.sampled_from(["cadre", "civil_servant", "public_employee"]),
            "bloc": st.sampled_from(["party", "state"]), "funding": st.sampled_from(["budget", "own_revenue"]),
        },
    ),
)  # fmt: skip
def test_conversions_come_back_or_stay_unread(posts: list[PostRef], becomes: dict[str, Any]) -> None:
    is_same(ConvertPosts(posts=tuple(posts), **becomes))


NEW_POSTS = st.lists(
    st.builds(
        NewPost,
        number=CODES,
        title=st.sampled_from(["Chuyên viên", "Kế toán và thủ quỹ", "Văn thư (kiêm nhiệm)", "Trưởng phòng"]),
        position=st.sampled_from(["other", "chuyen-vien"]),
        group=st.sampled_from(["leadership", "professional", "shared", "support"]),
        rank=st.sampled_from([None, "head", "deputy"]),
        category=st.sampled_from(CATEGORIES),
        bloc=st.sampled_from([None, "party", "state"]),
        funding=st.sampled_from(["budget", "own_revenue"]),
        access=st.lists(st.sampled_from(sorted(ACCESS)), max_size=2, unique=True).map(tuple),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda post: post.number,
)


@settings(max_examples=120, deadline=None)
@given(NEW_POSTS)
def test_new_posts_come_back_or_stay_unread(posts: list[NewPost]) -> None:
    effect = EFFECTS["create_posts/1"].example().model_copy(update={"posts": tuple(posts)})
    is_same(effect, must=all("(" not in post.title for post in posts))


@settings(max_examples=120, deadline=None)
@given(RECORDS, st.sampled_from(["change_record/1", "correct_record/1"]))
def test_records_come_back_or_stay_unread(record: dict[str, Any], kind: str) -> None:
    is_same(EFFECTS[kind].example().model_copy(update={"record": RecordFields(**record)}))


@given(st.lists(st.sampled_from(sorted(ACCESS)), max_size=4, unique=True), POSTS)
def test_rights_come_back_or_stay_unread(access: list[str], posts: list[PostRef]) -> None:
    is_same(EFFECTS["set_access/1"].example().model_copy(update={"access": tuple(access), "posts": tuple(posts)}))


@pytest.mark.parametrize(
    "text",
    [
        "Hủy bỏ kết quả bầu cử.",
        "Hủy bỏ Quyết định số 15/QĐ-UBND.",
        "Hủy bỏ khoản 2 Điều 1 15/QĐ-UBND.",
        "Không hủy bỏ 15/QĐ-UBND.",
        "Hủy bỏ 15/QĐ-UBND và các văn bản liên quan.",
        "Khôi phục hiệu lực của một phần 03/QĐ-MẪU.",
        "Bãi bỏ các vị trí: vị trí số S1.04 và 12 vị trí khác.",
        "Bãi bỏ các vị trí: vị trí số S1.04, nếu không còn người giữ.",
        "Bãi bỏ các vị trí: Chuyên viên.",
        "Tạm dừng tuyển dụng, tiếp nhận vào các vị trí: vị trí số S1.04 đến ngày 01/01/2030.",
        "Quy định về người vượt biên chế được giao: khiển trách.",
        "Quy định về chế độ làm việc: theo giờ hành chính.",
        "Cập nhật hồ sơ của người có mã hồ sơ HS-3: số điện thoại mới.",
        "Cập nhật hồ sơ của người có mã hồ sơ HS-3: trình độ chuyên môn thạc sĩ, không phải tiến sĩ.",
        "Người giữ các vị trí vị trí số S1.01 có quyền: xem hồ sơ cá nhân.",
        "Đính chính xã An Bình (theo sổ ngày 01/01/2021): tên gọi là An Bình Thượng.",
        "Đính chính đơn vị mã A1 (theo sổ ngày 01/01/2021): diện tích là 11,82.",
        "Giải quyết 1 biên chế công chức dôi dư của phòng Nội vụ: chuyển đơn vị khác.",
    ],
)
def test_words_that_only_look_like_ours_are_left(text: str) -> None:
    normal = normalise(text=text)
    taken = [shape.name for shape in OWN if shape.read(normal=normal, start=0, end=len(normal.text))]
    assert taken == []
