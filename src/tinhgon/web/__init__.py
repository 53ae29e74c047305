"""Pages: a folder a screen. They read through `ledger.queries` and write through `decisions` only.

A view:      @readable
             def unit(request: HttpRequest, asked: Asked, unit_id: int) -> HttpResponse:
                 page = ...  # a frozen dataclass of plain values, from one call downward with asked.as_of
                 return show(request, asked, "units/unit.html", page, here="units", partial="units/_unit.html")
`asked`      what the address asks for: the day, the knowledge, and links that keep both (`asked.link(...)`).
`show`       renders the whole page, or only the partial when htmx asks. Templates get `page`, `asked` and `frame`.
Templates    are in templates/<screen>/, extend "base.html" (blocks: title, crumbs, heading, content), load "tinhgon".
Links        {% link "unit" unit.id %}, {% link "units" tim="an" %}: the day and the knowledge are kept.
             {% clause ordinal place %}, or asked.clause(ordinal, place) in Python, opens a decision at a clause.
Lists        `paged(asked, count, size=..., page=...)` says which lines a page holds and leads to the pages beside it.
Figures      {% figure value "trace_count" cap=2 %}: a number that opens. {{ n|number }}, {{ d|day }}, {{ t|instant }}.
"""
