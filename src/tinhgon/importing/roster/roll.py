"""The rows under check: the texts of the file by field, the values read from them, and the faults found."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from tinhgon.importing.roster.cells import Read, by_value
from tinhgon.importing.roster.faults import Faults


@dataclass
class Roll:
    """Columns of equal length: `rows` are row numbers of their sheets, `texts` what is written, `values` what it means.

    `sheets`: place of the sheet of each row; `labels`: how a row is called in a sentence ("5", "5 trang “Văn phòng”").
    `above`: texts of units that stand over a row (those of its headings and of the file), the nearest first, by row.
    `within`: of some persons those whose records the reader may know; None: all.
    """

    rows: pl.Series
    sheets: pl.Series
    labels: pl.Series
    texts: dict[str, pl.Series]
    on: date
    faults: Faults
    values: dict[str, pl.Series] = field(default_factory=dict)
    above: pl.Series = field(default_factory=lambda: pl.Series([], dtype=pl.String))
    within: Callable[[Collection[int]], Collection[int]] | None = None

    def out_of_reach(self, persons: pl.Series) -> frozenset[int]:
        """Of these persons of the books those of whom nothing may be told here."""
        asked = frozenset(persons.drop_nulls().unique().to_list())
        return frozenset() if self.within is None or not asked else asked - frozenset(self.within(asked))

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
