"""Everything that a certificate or an attendance statement states, frozen; how it is drawn lives in `render`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

DocumentKind = Literal["certificate", "statement"]
TeamRole = Literal["staff", "leader", "associate"]

DOCUMENT_KINDS: tuple[DocumentKind, ...] = ("certificate", "statement")
TEAM_ROLES: tuple[TeamRole, ...] = ("staff", "leader", "associate")
ACTIVITY_KINDS = (
    "internat",
    "basic_course",
    "training_day",
    "practice_day",
    "parent_group",
    "supervision",
    "extended_supervision",
    "status_meeting",
    "leadership_consultation",
    "other",
)


class KindMinutes(NamedTuple):
    """Minutes planned and credited of one of the `ACTIVITY_KINDS`."""

    kind: str
    planned: int
    credited: int


class Exemption(NamedTuple):
    """A session that does not count for this person; the reason is nobody else's business and is not kept here."""

    code: str
    title: str
    minutes: int


class MakeUp(NamedTuple):
    """Minutes made up for a missed session, on the day they were made up."""

    code: str
    title: str
    minutes: int
    on: date


class AttendedSession(NamedTuple):
    """Minutes attended of one session, for the list of an attendance statement."""

    on: date
    title: str
    minutes: int


@dataclass(frozen=True, kw_only=True)
class CertificateContent:
    """What one document states; all minutes are whole, `threshold` is in percent, `percent_tenths` in tenths of one.

    Raises `ValueError` when a key is unknown, a figure negative, the period turned round, the name blank, or a
    certificate states nothing planned.
    """

    kind: DocumentKind
    name: str
    municipality: str
    programme: str
    cohort_code: str
    role: TeamRole
    period_from: date
    period_to: date
    threshold: int
    planned_minutes: int
    credited_minutes: int
    percent_tenths: int
    issued_on: date
    serial: str
    issuer: str
    issued_by_name: str
    minutes_by_kind: tuple[KindMinutes, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    make_ups: tuple[MakeUp, ...] = ()
    attended: tuple[AttendedSession, ...] = ()

    def __post_init__(self) -> None:
        """Turn plain tuples into rows with names, then refuse what no document may state."""
        for field, row in _ROWS.items():
            object.__setattr__(self, field, tuple(row(*values) for values in getattr(self, field)))
        problem = next((text for text, wrong in self._problems() if wrong), None)
        if problem:
            raise ValueError(problem)

    def to_json(self) -> dict[str, Any]:
        """Return a dictionary of JSON types only, dates as ISO text; made for a `JSONField`."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the content that `to_json` was called on; raises `TypeError`, `KeyError` or `ValueError` otherwise."""
        values = dict(data)
        for field in _DATES:
            values[field] = date.fromisoformat(values[field])
        for field, row in _ROWS.items():
            values[field] = tuple(_row(row, item) for item in values.get(field, ()))
        return cls(**values)

    def _problems(self) -> tuple[tuple[str, bool], ...]:
        shares = (self.threshold * 10, self.percent_tenths)
        return (
            (f"unknown document kind {self.kind!r}", self.kind not in DOCUMENT_KINDS),
            (f"unknown team role {self.role!r}", self.role not in TEAM_ROLES),
            ("a document needs a name", not self.name.strip()),
            ("unknown kind of activity", any(row.kind not in ACTIVITY_KINDS for row in self.minutes_by_kind)),
            ("minutes cannot be negative", any(minutes < 0 for minutes in self._minutes())),
            ("percentages lie between 0 and 100", not all(0 <= share <= 1000 for share in shares)),
            ("the period ends before it begins", self.period_to < self.period_from),
            ("a certificate needs planned minutes", self.kind == "certificate" and not self.planned_minutes),
        )

    def _minutes(self) -> Iterator[int]:
        rows: list[Exemption | MakeUp | AttendedSession] = [*self.exemptions, *self.make_ups, *self.attended]
        yield from (self.planned_minutes, self.credited_minutes)
        yield from (row.minutes for row in rows)
        yield from (minutes for row in self.minutes_by_kind for minutes in (row.planned, row.credited))


_DATES = ("period_from", "period_to", "issued_on")
_ROWS: dict[str, Any] = {
    "minutes_by_kind": KindMinutes,
    "exemptions": Exemption,
    "make_ups": MakeUp,
    "attended": AttendedSession,
}


def _plain(value: Any) -> Any:
    """Return `value` in JSON types: rows as objects, because a stored document should read without this module."""
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "_asdict"):
        return {key: _plain(item) for key, item in value._asdict().items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _row(row: Any, item: dict[str, Any]) -> Any:
    return row(**{key: date.fromisoformat(text) if key == "on" else text for key, text in item.items()})
