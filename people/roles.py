"""The roles and what each may do: the one table that permissions are read from (design, section 8)."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """A short stable key per role; it's stored, its label is not."""

    STAFF = "staff", _("Staff")
    LEADER = "leader", _("Leader")
    ASSOCIATE = "associate", _("Associate")
    TRAINER = "trainer", _("Trainer")
    SUPERVISOR = "supervisor", _("Supervisor")
    MODEL_OWNER = "model_owner", _("Model owner")
    AUTHORITY = "authority", _("Authority")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")


MEMBERSHIP_ROLES = (
    Role.TRAINER,
    Role.SUPERVISOR,
    Role.MODEL_OWNER,
    Role.AUTHORITY,
    Role.EDITOR,
    Role.ADMINISTRATOR,
)
"""Roles given by a membership; staff, leader and associate follow from taking part in a team."""


class Permission(StrEnum):
    """What a person may do to something that is in their scope."""

    READ_COURSE_PAGES = "read_course_pages"
    READ_PLAN = "read_plan"
    READ_OWN_STANDING = "read_own_standing"
    READ_TEAM_ATTENDANCE = "read_team_attendance"
    READ_PREPARATION = "read_preparation"
    READ_PREPARED_TEXTS = "read_prepared_texts"
    TAKE_REGISTER = "take_register"
    EVALUATE_DAY = "evaluate_day"
    READ_EVALUATIONS = "read_evaluations"
    CORRECT_REGISTER = "correct_register"
    MANAGE_COHORT = "manage_cohort"
    ISSUE_CERTIFICATES = "issue_certificates"
    INVITE_TO_TEAM = "invite_to_team"
    READ_AGGREGATES = "read_aggregates"
    READ_SUPERVISION = "read_supervision"
    WRITE_SUPERVISION = "write_supervision"
    READ_CASES = "read_cases"
    SEND_IN_CASES = "send_in_cases"
    READ_LEADERSHIP = "read_leadership"
    WRITE_LEADERSHIP = "write_leadership"
    CLOSE_TEAM_ACTIONS = "close_team_actions"
    READ_DATA_SHEETS = "read_data_sheets"
    WRITE_DATA_SHEETS = "write_data_sheets"
    READ_SHARED_DATA_SHEETS = "read_shared_data_sheets"
    SET_DATA_AGREEMENT = "set_data_agreement"
    READ_REPORTS = "read_reports"
    WRITE_REPORTS = "write_reports"
    SUBMIT_REPORTS = "submit_reports"
    ACCEPT_REPORTS = "accept_reports"
    READ_MILESTONES = "read_milestones"
    LOG_MILESTONES = "log_milestones"
    CONFIRM_MILESTONES = "confirm_milestones"
    PAUSE_STEPS = "pause_steps"
    EDIT_CONTENT = "edit_content"
    MANAGE_PEOPLE = "manage_people"


P = Permission
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.STAFF: frozenset(
        {
            P.READ_COURSE_PAGES,
            P.READ_PLAN,
            P.READ_OWN_STANDING,
            P.EVALUATE_DAY,
            P.READ_SUPERVISION,
            P.READ_CASES,
            P.SEND_IN_CASES,
            P.READ_DATA_SHEETS,
            P.WRITE_DATA_SHEETS,
            P.READ_REPORTS,
            P.WRITE_REPORTS,
            P.READ_MILESTONES,
            P.LOG_MILESTONES,
        }
    ),
    Role.LEADER: frozenset(
        {
            P.READ_COURSE_PAGES,
            P.READ_PLAN,
            P.READ_OWN_STANDING,
            P.EVALUATE_DAY,
            P.READ_TEAM_ATTENDANCE,
            P.READ_PREPARATION,
            P.INVITE_TO_TEAM,
            P.READ_SUPERVISION,
            P.READ_LEADERSHIP,
            P.CLOSE_TEAM_ACTIONS,
            P.READ_DATA_SHEETS,
            P.READ_REPORTS,
            P.WRITE_REPORTS,
            P.SUBMIT_REPORTS,
            P.READ_MILESTONES,
            P.LOG_MILESTONES,
        }
    ),
    Role.ASSOCIATE: frozenset({P.READ_COURSE_PAGES, P.READ_PLAN, P.READ_OWN_STANDING, P.EVALUATE_DAY}),
    Role.TRAINER: frozenset(
        {
            P.READ_COURSE_PAGES,
            P.READ_PLAN,
            P.TAKE_REGISTER,
            P.READ_PREPARATION,
            P.READ_PREPARED_TEXTS,
            P.READ_EVALUATIONS,
        }
    ),
    Role.SUPERVISOR: frozenset(
        {
            P.READ_COURSE_PAGES,
            P.READ_PLAN,
            P.READ_TEAM_ATTENDANCE,
            P.TAKE_REGISTER,
            P.READ_PREPARATION,
            P.READ_PREPARED_TEXTS,
            P.READ_SUPERVISION,
            P.WRITE_SUPERVISION,
            P.READ_CASES,
            P.CLOSE_TEAM_ACTIONS,
            P.READ_MILESTONES,
        }
    ),
    Role.MODEL_OWNER: frozenset(
        {
            P.READ_COURSE_PAGES,
            P.READ_PLAN,
            P.READ_TEAM_ATTENDANCE,
            P.READ_PREPARATION,
            P.READ_PREPARED_TEXTS,
            P.TAKE_REGISTER,
            P.CORRECT_REGISTER,
            P.READ_EVALUATIONS,
            P.MANAGE_COHORT,
            P.ISSUE_CERTIFICATES,
            P.INVITE_TO_TEAM,
            P.READ_SUPERVISION,
            P.READ_LEADERSHIP,
            P.WRITE_LEADERSHIP,
            P.READ_SHARED_DATA_SHEETS,
            P.SET_DATA_AGREEMENT,
            P.READ_REPORTS,
            P.ACCEPT_REPORTS,
            P.READ_MILESTONES,
            P.CONFIRM_MILESTONES,
            P.PAUSE_STEPS,
        }
    ),
    Role.AUTHORITY: frozenset({P.READ_AGGREGATES}),
    Role.EDITOR: frozenset({P.READ_COURSE_PAGES, P.EDIT_CONTENT}),
    Role.ADMINISTRATOR: frozenset({P.MANAGE_PEOPLE}),
}


def any_role_grants(roles: set[Role], permission: Permission) -> bool:
    """Whether one of the roles carries the permission."""
    return any(permission in GRANTS[role] for role in roles)
