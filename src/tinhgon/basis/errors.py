"""What may go wrong and is anticipated.

Refusal                 the request cannot be done; nothing was written
  BadInput              a file, row, field or clause is malformed
  UnknownReference      a unit, decision or clause is named that is not there
  Conflict              another decision, or the state on that day, is in the way
  NotBalanced           the decision was applied in full and its outcome does not balance; carries the findings

Anything else that is raised is a bug and travels up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tinhgon.basis.findings import Finding


def gettext_noop(message: str) -> str:
    """Mark a Vietnamese source string for the catalogue; it is translated where it is shown."""
    return message


class Wording(str):
    """A source string that stands among the data of a message, and is translated with it."""

    __slots__ = ()


def translated(data: Mapping[str, Any], translate: Callable[[str], str]) -> dict[str, Any]:
    """The data of a message with the source strings among it in the language of `translate`."""
    return {key: translate(value) if value and isinstance(value, Wording) else value for key, value in data.items()}


def shown(value: Any) -> Any:
    """A message argument as a reader of either language expects it: dates as dd/mm/yyyy."""
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return value


def fill(template: str, data: Mapping[str, Any]) -> str:
    """The template with its named arguments filled in. A unit that begins the sentence is told with a capital."""
    text = template.format_map({key: shown(value) for key, value in data.items()})
    return text[:1].upper() + text[1:] if template.startswith("{unit}") else text


class Refusal(Exception):
    """One clear sentence for the user: what is wrong, where, and what to do.

    `message` is a Vietnamese source string with named fields; `data` fills them. `code` is stable and is what tests
    and the API compare.
    """

    def __init__(self, code: str, message: str, /, **data: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data

    def render(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of `translate` (identity: Vietnamese)."""
        return fill(translate(self.message), translated(self.data, translate))

    def __str__(self) -> str:
        return self.render()


class BadInput(Refusal):
    """A file, row, field or clause is malformed."""


class UnknownReference(Refusal):
    """A unit, decision or clause is named that is not there, or fits several."""


class Conflict(Refusal):
    """Another decision, or the state on that day, is in the way."""


class NotBalanced(Refusal):
    """The outcome does not balance: every finding is kept, the first error is the sentence."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        errors = [finding for finding in findings if finding.is_error]
        first = errors[0]
        super().__init__(first.code, first.message, **first.data)
        self.findings = tuple(findings)
        self.error_count = len(errors)
