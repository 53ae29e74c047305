"""The page of the forms of papers: every point of the layout with its value, its source and how sure it is."""

from __future__ import annotations

from tinhgon.documents.forms import Form, Part, Point, forms

_SURE = {
    "read": "in the text of the rule",
    "secondary": "in a digest of it",
    "unverified": "**not verified**: recalled, or digests differ, or carried over from an earlier rule",
    "house": "no rule says it; we chose",
}


def forms_page() -> str:
    """docs/paper-forms.md."""
    lines = [
        "# Forms of papers",
        "",
        "Written by `./dev docs` from `src/tinhgon/documents/forms`. Lengths in millimetres, sizes and gaps in points.",
        "",
        "| mark | what it means |",
        "| --- | --- |",
        *(f"| {mark} | {told} |" for mark, told in _SURE.items()),
    ]
    for form in forms():
        lines += ["", *_section(form)]
    return "\n".join(lines) + "\n"


def _section(form: Form) -> list[str]:
    counts = {mark: sum(point.sure == mark for _, _, point in form.points()) for mark in _SURE}
    until = f" to {form.until:%d/%m/%Y}" if form.until else ""
    return [
        f"## {form.title} (`{form.form}`), from {form.since:%d/%m/%Y}{until}",
        "",
        ", ".join(f"{count} {mark}" for mark, count in counts.items() if count) + ".",
        "",
        "| form | group | point | value | source | sure |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| {form.form} | {group} | {name} | {_value(point)} | {point.source} | {point.sure} |"
            for group, name, point in form.points()
        ),
    ]


def _value(point: Point | Part) -> str:
    if isinstance(point, Point):
        text = f"`{point.value}`" if isinstance(point.value, str) and point.value else str(point.value)
        return f"{text} ({point.range[0]:g}-{point.range[1]:g})" if point.range else text
    size = f"{point.size:g}" + (f" ({point.range[0]:g}-{point.range[1]:g})" if point.range else "")
    looks = [name for name in ("bold", "italic", "underline") if getattr(point, name)]
    gaps = [f"{name} {getattr(point, name):g}" for name in ("first", "left", "before", "after") if getattr(point, name)]
    line = [f"line ≥ {point.line_pt:g} pt"] if point.line_pt else [f"line {point.line:g}"] if point.line != 1 else []
    rule = [f"line below, {point.rule:g} of the text"] if point.rule else []
    return ", ".join([size, *looks, point.align, *gaps, *line, *rule])
