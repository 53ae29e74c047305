"""The rows under check: the texts of the file by field, the values read from them, and the faults found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from tinhgon.importing.roster.cells import Read, by_value
from tinhgon.importing.roster.faults import Faults
from tinhgon.importing.roster.files import Sheet
from tinhgon.importing.roster.headers import NAMES, Matched

_FEW = 1


@dataclass
class Roll:
    """Columns of equal length: `rows` are row numbers of the file, `texts` what is written, `values` what it means."""

    rows: pl.Series
    texts: dict[str, pl.Series]
    on: date
    faults: Faults
    values: dict[str, pl.Series] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def text(self, name: str) -> pl.Series:
        """The texts of a field; nulls where the file has no such column."""
        return self.texts.get(name, self._nulls(pl.String))

    def value(self, name: str, dtype: Any = pl.String) -> pl.Series:
        """The values read of a field; nulls where there are none."""
        return self.values.get(name, self._nulls(dtype))

    def _nulls(self, dtype: Any) -> pl.Series:
        return pl.Series([], dtype=dtype).extend_constant(None, len(self.rows))

    def read(self, name: str, how: Callable[[str], Read], dtype: Any = pl.String, *, more: str | None = None) -> None:
        """Read the cells of a column; a fault for each that cannot be read."""
        if name not in self.texts:
            return
        cells = self.texts[name]
        self.values[name], codes = by_value(cells, how, dtype)
        for code in codes.drop_nulls().unique():
            self.faults.add(codes == code, name, code, value=cells, more=more)

    def frame(self, **columns: pl.Series) -> pl.DataFrame:
        """A frame of some columns, with the place of each row."""
        return pl.DataFrame(columns).with_row_index("place").with_columns(pl.col("place").cast(pl.Int64))


def roll_of(sheet: Sheet, matched: Matched, on: date) -> tuple[Roll, int]:
    """The rows below the header that are data, cleaned; and how many are none (headings, signatures).

    A row in which no name and no number stands, and not more than one cell, is none.
    """
    fields = {str(place): name for place, name in matched.fields.items()}
    cleaned = [
        pl.col(place).str.normalize("NFC").str.replace_all(r"\s+", " ").str.strip_chars().replace("", None).alias(name)
        for place, name in fields.items()
    ]
    below = sheet.frame.slice(matched.last_row).select(
        pl.int_range(matched.last_row + 1, sheet.frame.height + 1, dtype=pl.Int64).alias("#"), *cleaned
    )
    filled = pl.sum_horizontal(pl.col(name).is_not_null() for name in fields.values())
    who = [name for name in (*NAMES, "id_number") if name in fields.values()]
    nobody = pl.all_horizontal(pl.col(name).is_null() for name in who)
    data = below.filter(~(nobody & (filled <= _FEW)))
    blank = below.filter(filled == 0).height
    texts = {name: data[name] for name in fields.values()}
    return Roll(data["#"], texts, on, Faults(data["#"])), below.height - blank - data.height
