"""The permission matrix's world with cases in it whose texts are unmistakable, and everybody who might come by them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from courses.enums import TeamRole
from courses.models import Team
from people.models import User
from supervision.actions.cases import change_case, send_in_case, withdraw_case
from supervision.actions.records import add_to_record, open_draft, save_draft, sign_record
from supervision.layout import new_key
from supervision.merging import Change, mark
from tests import factories
from tests.matrix_world import World
from tests.supervision import factories as made

if TYPE_CHECKING:
    from uuid import UUID

    from courses.models import Session

WORD = "zebra"
"""Stands before every secret: who searches for it must not find what follows."""
SIGNED, SENT_IN, DRAFT, GONE = (f"KQX{kind}" for kind in ("SIGNED", "SENTIN", "DRAFT", "GONE"))
SECRETS = (SIGNED, SENT_IN, DRAFT, GONE)
SESSIONS = ("own:signed", "own:supervision", "own:ahead")
"""The sessions with secrets: a signed record, a draft, and cases sent in to one ahead."""


def secret(kind: str, what: str) -> str:
    """Return a text of the kind that occurs nowhere else."""
    return f"{WORD} {kind}{what}"


class CaseWorld(World):
    """The world of the matrix; its signed record, its draft and its session ahead hold secrets."""

    def __init__(self) -> None:
        super().__init__()
        self._more_people()
        made.follow_up_form(self.programme, keys="A")
        self.signed = self._held("SUP11")
        self.drafted = self._held("SUP12")
        self.ahead = self._session("SUP13", 5)
        for session in (self.signed, self.drafted, self.ahead):
            session.trainers.add(self.people["substitute"])
        self._session("SUP14", 9).trainers.add(self.people["substitute elsewhere"])
        self._sign()
        self._draft(self.drafted)
        self._send_in()
        self.args |= {
            ("signed", "own"): [self.signed.pk],
            ("supervision", "own"): [self.drafted.pk],
            ("ahead", "own"): [self.ahead.pk],
            ("case", "own"): [self.waiting.pk],
        }

    def _more_people(self) -> None:
        beside = Team.objects.get(pk=self.args["team", "beside"][0])
        self.people |= {
            # With access, so that a mail about the signature goes out.
            "colleague": factories.participant(self.team, user=factories.user(password="noget-hemmeligt")).user,
            "former colleague": factories.participant(self.team, left_on=self.today).user,
            "former supervisor": factories.supervisor(self.team, until=self.today).user,
            "substitute": factories.user(),
            "substitute elsewhere": factories.user(),
            "staff beside": factories.participant(beside).user,
            "leader beside": factories.participant(beside, team_role=TeamRole.LEADER).user,
            "supervisor beside": factories.supervisor(beside).user,
            "superuser": User.objects.create_superuser("superuser@example.dk"),
        }

    def _session(self, code: str, days: int) -> Session:
        return made.supervision(self.team, code=code, on=self.today + timedelta(days=days))

    def _held(self, code: str) -> Session:
        session = self._session(code, -1)
        factories.attendance(self.team.participants.get(user=self.people["staff"]), session)
        return session

    def _draft(self, session: Session, kind: str = DRAFT, **more: str) -> None:
        """Write a case of the supervisor's own into the record, half of it sent in by the team."""
        sent_in, own = made.case(session, **self._texts(kind, "TEAM"), sent_in_by=self.people["staff"]), new_key()
        self.fields = {
            f"case-{sent_in.pk.hex}-approach": "narrative",
            f"case-{sent_in.pk.hex}-agreed": secret(kind, "TEAMAGREED"),
            f"case-{own}-label": secret(kind, "OWNLABEL"),
            f"case-{own}-question": secret(kind, "OWNQUESTION"),
            f"case-{own}-approach": "systemic",
            f"case-{own}-agreed": secret(kind, "OWNAGREED"),
            **more,
        }
        by = self.people["supervisor"]
        open_draft(session=session, by=by)
        changes = {name: Change(mark(""), value) for name, value in self.fields.items()}
        assert not save_draft(session=session, changes=changes, by=by).refused

    def _sign(self) -> None:
        self._draft(self.signed, SIGNED, **{"held_at": "local", "theme-A-score": "4"})
        made.case(self.signed, **self._texts(SIGNED, "WAITING"), sent_in_by=self.people["colleague"])
        record = sign_record(session=self.signed, by=self.people["supervisor"])
        text = secret(SIGNED, "ADDITION")
        add_to_record(record=record, text=text, about_cases=True, by=self.people["supervisor"])

    def _send_in(self) -> None:
        by = self.people["staff"]
        gone = send_in_case(session=self.ahead, **self._texts(GONE, "ONE"), by=by)
        withdraw_case(case=gone, by=by)
        waiting = send_in_case(session=self.ahead, **self._texts(GONE, "TWO"), by=by)
        self.waiting = change_case(case=waiting, **self._texts(SENT_IN, "ONE"), by=by)

    def _texts(self, kind: str, what: str) -> dict[str, Any]:
        return {"label": secret(kind, f"{what}LABEL"), "question": secret(kind, f"{what}QUESTION")}

    def key_of(self, about: str) -> int | str | UUID:
        """Return the key of what it is about."""
        scope, _colon, kind = about.partition(":")
        found: int | str | UUID = self.args[kind, scope][0]
        return found
