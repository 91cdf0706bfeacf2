"""Puts the demo together: a finished cohort, one well under way and one about to start."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import MO, relativedelta
from django.db import transaction
from django.utils import timezone

from courses.actions.certificates import issue_all, issue_statement, reissue_certificate, revoke_certificate
from courses.actions.participants import leave
from courses.actions.plan import generate_plan, publish_plan
from courses.actions.register import exempt, record_make_up
from courses.models import Participant, ProgrammePage, SchoolHoliday
from courses.policies.sessions import why_not_present
from lms.demo.attendance import fill_registers
from lms.demo.cohorts import Outline, add_late_joiner, build_cohort, name_trainers, staff_of
from lms.demo.days import let_check_in, let_evaluate, others_of
from lms.demo.invitations import invite_some
from lms.demo.learning import fill_learning
from lms.demo.library import fill_library
from lms.demo.milestones import fill_milestones
from lms.demo.people import create_accounts, create_substitute
from lms.demo.plan import fix, open_days_after, open_days_before
from lms.demo.reports import fill_reports
from lms.demo.sheets import fill_sheets
from lms.demo.supervision import fill_supervision

if TYPE_CHECKING:
    from datetime import date, datetime

    from courses.models import Cohort
    from people.models import User

PROGRAMME = "u-turn"
FINISHED = (("Horsens",), ("Kolding",), ("Næstved",), ("Svendborg",), ("Viborg",))
UNDER_WAY = (("Helsingør",), ("Hjørring",), ("Lolland",), ("Ringkøbing-Skjern",), ("Tønder",))
STARTING = (("Esbjerg",), ("Holbæk", "Odsherred"), ("Randers",))

# Of 11,130 planned minutes 2,226 may be missed: five full days of 420 leave less than one more, six are too many.
AT_RISK = ("BAS1", "UDD1", "UDD4", "PRA1", "UDD6")
TOO_MANY = ("BAS2", "UDD1", "UDD3", "PRA1", "UDD5", "UDD6")
# What the cohort under way still has to come is open to those who missed it in the finished one.
TOO_MANY_LATE = ("BAS2", "UDD2", "UDD6", "UDD9", "UDD10", "PRA4")
MADE_UP = "UDD1"
WITH_MAKE_UP = ("BAS3", MADE_UP, "UDD5", "PRA1", "UDD8", "PRA3")
OWN = ("UDD3", "PRA2")


@transaction.atomic
def build_demo(*, at: datetime) -> None:
    """Make all demo data around the moment; the same day gives the same data."""
    programme = ProgrammePage.objects.select_related("owner_organisation").get(slug=PROGRAMME)
    accounts = create_accounts(programme.owner_organisation)
    for name, week in (("Vinterferie", 7), ("Efterårsferie", 42)):
        SchoolHoliday.objects.get_or_create(name=name, week=week, year=None, municipality=None)
    fill_library(programme, by=accounts["redaktoer"])
    today = timezone.localtime(at).date()
    month = today.replace(day=1)
    finished = _finished(programme, accounts, _first_monday(month - relativedelta(months=27)), at)
    under_way = _under_way(programme, accounts, _first_monday(month - relativedelta(months=14)), at)
    _settle(finished, under_way, accounts)
    fill_learning(under_way, accounts, at=at)
    fill_milestones(under_way, accounts, at=at)
    fill_supervision(finished, under_way, accounts, create_substitute(programme.owner_organisation), at)
    for cohort in (finished, under_way):
        fill_reports(cohort, accounts, at=at)
    fill_sheets(under_way, by=accounts["modelejer"], at=at)
    _starting(programme, accounts, month + relativedelta(months=1, day=8, weekday=MO(1)), today)


def _first_monday(month: date) -> date:
    return month + relativedelta(weekday=MO(1))


def _finished(programme: ProgrammePage, accounts: dict[str, User], start: date, at: datetime) -> Cohort:
    """A cohort whose two years are over: one who left, one below the threshold, one register that is missing."""
    by = accounts["modelejer"]
    outline = Outline(code=f"H{start.year}", start=start, teams=FINISHED, day_group_for="Viborg")
    cohort = build_cohort(outline, programme, accounts)
    generate_plan(cohort=cohort, by=by)
    publish_plan(cohort=cohort, by=by)
    name_trainers(cohort, accounts["underviser"])
    horsens, kolding, naestved = (staff_of(cohort, name) for name in ("Horsens", "Kolding", "Næstved"))
    leave(participant=naestved[1], left_on=start + relativedelta(months=9), by=by)
    missed = {kolding[1]: TOO_MANY_LATE, horsens[1]: WITH_MAKE_UP}
    last = cohort.sessions.get(team__name="Svendborg", code="SUP16")
    fill_registers(cohort, at=at, accounts=accounts, missed=missed, without=[last])
    return cohort


def _under_way(programme: ProgrammePage, accounts: dict[str, User], start: date, at: datetime) -> Cohort:
    """A cohort about 14 months in: the demo's own team, one at risk, one out of reach, one who joined late."""
    by, today = accounts["modelejer"], timezone.localtime(at).date()
    outline = Outline(code=f"H{start.year}", start=start, teams=UNDER_WAY, day_group_for="Lolland", home="Helsingør")
    cohort = build_cohort(outline, programme, accounts)
    late = add_late_joiner(cohort.teams.get(name="Tønder"), start + relativedelta(months=3), by)
    generate_plan(cohort=cohort, by=by)
    # The last day held waits for its register, and the next one is near enough to prepare for, on every day of a year.
    fix(cohort.sessions.get(code="UDD7"), first=open_days_before(today, 1), by=by)
    fix(cohort.sessions.get(code="UDD8"), first=open_days_after(today + timedelta(days=17), 1), by=by)
    generate_plan(cohort=cohort, by=by)
    publish_plan(cohort=cohort, by=by)
    name_trainers(cohort, accounts["underviser"])
    hjorring, lolland, skjern = (staff_of(cohort, name) for name in ("Hjørring", "Lolland", "Ringkøbing-Skjern"))
    leave(participant=lolland[1], left_on=today - relativedelta(months=2), by=by)
    own = Participant.objects.select_related("user").get(team__cohort=cohort, user=accounts["medarbejder"])
    missed = {hjorring[1]: AT_RISK, skjern[1]: TOO_MANY, own: OWN, late: ()}
    waiting = [cohort.sessions.get(code="UDD7")]
    fill_registers(cohort, at=at, accounts=accounts, missed=missed, without=waiting)
    _after_the_days(cohort, accounts["medarbejder"])
    for session in cohort.sessions.filter(code__in=("INT", "BAS1", "BAS2", "BAS3")):
        exempt(participant=late, session=session, reason="Gennemførte opstarten på et tidligere hold", by=by)
    return cohort


def _after_the_days(cohort: Cohort, account: User) -> None:
    """Enough have evaluated one day; most have checked in to the last one, and few have evaluated it so far."""
    earlier, last = (cohort.sessions.get(code=code) for code in ("UDD6", "UDD7"))
    let_evaluate(earlier, others_of(earlier, account), limit=12)
    present = [participant for participant in others_of(last, account) if why_not_present(participant, last) is None]
    let_check_in(last, present[: len(present) * 3 // 4])
    let_evaluate(last, present, limit=3)


def _settle(finished: Cohort, under_way: Cohort, accounts: dict[str, User]) -> None:
    """A make-up in the later cohort, and then the certificates: one replaced, one revoked, one statement beside."""
    by = accounts["modelejer"]
    missing = staff_of(finished, "Horsens")[1]
    record_make_up(
        participant=missing,
        missed=finished.sessions.get(code=MADE_UP),
        instead=under_way.sessions.get(code=MADE_UP),
        minutes=None,
        by=by,
    )
    issued = issue_all(cohort=finished, by=by).new
    reissue_certificate(certificate=issued[1], reason="Navnet var stavet forkert", by=by)
    revoke_certificate(certificate=issued[3], reason="Fremmødet blev rettet efter udstedelsen", by=by)
    issue_statement(participant=staff_of(finished, "Kolding")[1], by=by)


def _starting(programme: ProgrammePage, accounts: dict[str, User], start: date, today: date) -> None:
    """A cohort that starts next month: its plan is a draft, so nobody has a plan yet; some are invited."""
    by = accounts["modelejer"]
    outline = Outline(code=f"H{start.year}-{start.month:02}", start=start, teams=STARTING)
    cohort = build_cohort(outline, programme, accounts)
    generate_plan(cohort=cohort, by=by)
    fix(cohort.sessions.get(code="INT"), first=open_days_after(today + timedelta(days=2), 2), by=by)
    generate_plan(cohort=cohort, by=by)
    name_trainers(cohort, accounts["underviser"])
    invite_some(staff_of(cohort, "Esbjerg"), by=by)
