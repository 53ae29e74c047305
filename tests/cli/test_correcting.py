"""tinhgon correct: a decision that was typed wrongly is entered again under its own number."""

from __future__ import annotations

import json

from tests.cli.conftest import Run, decision


def test_a_wrong_entry_is_entered_again(signed, write, run: Run) -> None:
    right = write("03-dung.yaml", decision("03/NQ", "2022-06-01", "effects:\n- kind: rename_unit/1\n  clause: Điều 1\n"
                                           "  unit: \"90001\"\n  name: An Thịnh Tây\n"))  # fmt: skip
    assert run("correct", "3", "--by", right).code == 2  # why?
    told = run("correct", "3", "--by", right, "--why", "gõ sai tên xã")
    assert (told.code, told.err) == (0, "")
    assert told.out.endswith("Bản ghi thứ 3 không còn được tính; nó vẫn ở trong sổ.\n")
    listed = json.loads(run("decisions", "--format", "json").out)
    assert [(one["ordinal"], one["number"], one["annulled_by"], one["entered_again_as"], one["supersedes"])
            for one in listed if one["number"] == "03/NQ"] == [
        (3, "03/NQ", None, 4, None), (4, "03/NQ", None, None, 3),
    ]  # fmt: skip
    assert "(gõ sai, đã vào sổ lại ở thứ 4)" in run("decisions").out
    shown = run("show", "03/NQ").out
    assert "An Thịnh Tây" in shown
    assert "ký bằng dòng lệnh trên máy chủ" in shown
    assert run("correct", "3", "--by", right, "--why", "lần nữa").err.startswith("Quyết định thứ 3 của sổ không còn")
    assert run("verify").code == 0
