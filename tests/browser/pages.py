"""Every page that people see: for each account of the demo the pages it uses, in the states that look different.

tests/browser/test_pages.py walks them; tests/matrix.py says who may open what.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from tests.browser import steps
from tests.browser.demo import Demo

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from people.models import User

    Find = Callable[[Demo], Any]
    Step = Callable[[Page, Demo], None]


@dataclass(frozen=True)
class Shown:
    """One page: its address's name, what it is about, and the status that it has in the end.

    ``then`` is what is done on it before it is looked at; ``by`` is who opens it instead of the account.
    """

    route: str
    about: tuple[Find, ...] = ()
    status: int = 200
    query: str = ""
    by: Find | None = None
    then: Step | None = None

    def url(self, demo: Demo) -> str:
        """Return the page's address in the demo."""
        return reverse(self.route, args=[find(demo) for find in self.about]) + self.query

    def reader(self, demo: Demo, account: str) -> User | None:
        """Return who opens the page: the account, unless it names somebody else; None is nobody."""
        if self.by:
            return self.by(demo)
        word, _comma, _which = account.partition(",")
        return demo.person(word) if word else None

    def __str__(self) -> str:
        what = [find.__name__ for find in (*self.about, *filter(None, (self.by, self.then)))]
        return " ".join([f"{self.route}{self.query}", *what])


def shown(route: str, *about: Find, **options: Any) -> Shown:
    """Return the page of the address about what the functions find."""
    return Shown(route, about, **options)


def taking_part(who: Find) -> Shown:
    """Return *My course* of a participant who is no account of the demo."""

    def person(demo: Demo) -> User:
        return demo.user_of(who(demo))

    person.__name__ = who.__name__
    return Shown("courses:my_course", by=person)


def secured(route: str, *about: Find, **options: Any) -> Shown:
    """Return a page on how a person logs in, for somebody who has a passkey, codes and recovery codes."""
    return Shown(route, about, **{"by": Demo.with_second_factors} | options)


# By the word before the @ of each account, and which of its pages; "" is nobody, who is not logged in.
PAGES: dict[str, list[Shown]] = {
    "": [
        shown("account_login"),
        shown("account_login", then=steps.log_in_wrongly),
        shown("account_signup"),
        shown("account_reset_password"),
        shown("account_reset_password_done"),
        shown("account_reset_password_from_key", Demo.reset_person, Demo.reset_key),
        shown("account_reset_password_from_key", Demo.reset_person, Demo.reset_key, then=steps.send_as_it_is),
        shown("account_reset_password_from_key", Demo.reset_person, Demo.nothing),
        shown("account_reset_password_from_key_done"),
        shown("account_inactive"),
        shown("mfa_authenticate", then=steps.log_in_up_to_the_code),
        shown("people:accept_invitation", Demo.open_link),
        shown("people:accept_invitation", Demo.open_link, then=steps.send_as_it_is),
        shown("people:accept_invitation", Demo.expired_link, status=410),
        shown("people:accept_invitation", Demo.withdrawn_link, status=410),
        shown("people:accept_invitation", Demo.accepted_link, status=410),
        shown("people:accept_invitation", Demo.nothing, status=404),
        shown("courses:verify", Demo.valid_token),
        shown("courses:verify", Demo.statement_token),
        shown("courses:verify", Demo.revoked_token),
        shown("courses:verify", Demo.replaced_token),
        shown("courses:verify", Demo.nothing, status=404),
        shown("courses:verify", Demo.valid_token, then=steps.ask_too_often, status=429),
    ],
    "medarbejder": [
        shown("start"),
        shown("start", then=steps.open_menus),
        shown("courses:my_course"),
        shown("courses:my_course_of", Demo.staff),
        shown("courses:participant", Demo.staff),
        shown("courses:cohort_list"),
        shown("courses:cohort", Demo.under_way),
        shown("courses:session", Demo.next_day),
        shown("courses:session", Demo.first_day),
        shown("courses:session", Demo.supervision),
        shown("supervision:record", Demo.signed),
        shown("supervision:record", Demo.unsigned),
        shown("supervision:case_send_in", Demo.unsigned),
        shown("supervision:case_send_in", Demo.unsigned, then=steps.send_in_an_empty_case, status=422),
        shown("supervision:case_send_in", Demo.signed),
        shown("supervision:case_change", Demo.sent_in_case),
        shown("supervision:case_change", Demo.sent_in_case, then=steps.write_a_number_into_a_case, status=422),
        shown("wagtail_serve", Demo.answered_module),
        shown("wagtail_serve", Demo.next_module),
        shown("wagtail_serve", Demo.next_module, then=steps.write_a_number_of_a_person, status=422),
        shown("courses:reflections"),
        shown("courses:library"),
        shown("courses:library", query="?category=guide"),
        shown("courses:library", query="?q=findes+ikke"),
        shown("courses:search"),
        shown("courses:search", query="?q=samtaler"),
        shown("courses:search", query="?q=forældre&kind=document"),
        shown("courses:search", query="?q=findes+ikke"),
        shown("courses:calendar_settings"),
        shown("courses:calendar_settings", then=steps.make_calendar_address),
        shown("courses:session", Demo.to_evaluate),
        shown("courses:check_in", Demo.running_code),
        shown("courses:check_in", Demo.running_code, then=steps.check_in_twice, status=409),
        shown("courses:check_in", Demo.expired_code, status=410),
        shown("courses:check_in", Demo.beside_code, status=403),
        shown("courses:check_in", Demo.nothing, status=404),
        shown("courses:evaluation", Demo.to_evaluate),
        shown("courses:evaluation", Demo.to_evaluate, then=steps.send_as_it_is, status=422),
        shown("courses:evaluation", Demo.to_evaluate, then=steps.evaluate),
        shown("courses:evaluation", Demo.first_day),
        shown("courses:team", Demo.own_team, status=403),
        shown("courses:team", Demo.other_team, status=404),
        shown("supervision:team", Demo.own_team),
        shown("supervision:team", Demo.other_team, status=404),
        shown("supervision:action_list"),
        shown("implementation:team_steps", Demo.own_team),
        shown("implementation:team_steps", Demo.other_team, status=404),
        shown("implementation:milestone", Demo.own_team, Demo.first_milestone),
        shown("implementation:milestone", Demo.own_team, Demo.last_milestone),
        shown("implementation:milestone", Demo.own_team, Demo.last_milestone, then=steps.reach_too_early, status=422),
        shown("courses:register", Demo.first_day, status=403),
        shown("supervision:follow_up_form", Demo.programme_key, Demo.on_supervision),
        shown("supervision:contact_log", Demo.own_team, status=403),
        shown("implementation:sheet_list", Demo.own_team),
        shown("implementation:sheet_list", Demo.team_with_sheets),
        shown("implementation:sheet_list", Demo.team_with_sheets, query="?kind=anonymous&state=closed"),
        shown("implementation:sheet_create", Demo.own_team),
        shown("implementation:sheet_create", Demo.team_with_agreement),
        shown("implementation:sheet_create", Demo.team_with_sheets, then=steps.send_as_it_is, status=422),
        shown("implementation:sheet", Demo.open_sheet),
        shown("implementation:sheet", Demo.closed_sheet),
        shown("implementation:sheet_background", Demo.open_sheet),
        shown("implementation:sheet_follow_up", Demo.open_sheet),
        shown("implementation:sheet_follow_up", Demo.closed_sheet),
        shown("implementation:sheet_close", Demo.open_sheet),
        shown("implementation:sheet_close", Demo.open_sheet, then=steps.send_as_it_is, status=422),
        shown("implementation:sheet_close", Demo.closed_sheet),
        shown("implementation:sheet_delete", Demo.open_sheet),
        shown("implementation:report_list", Demo.own_team),
        shown("implementation:report", Demo.own_team, Demo.this_month),
        shown("implementation:report", Demo.own_team, Demo.locked_month),
        shown("wagtail_serve", Demo.programmes),
        shown("wagtail_serve", Demo.programme),
        shown("wagtail_serve", Demo.step),
        shown("wagtail_serve", Demo.optional_step),
        shown("wagtail_serve", Demo.module),
        shown("wagtail_serve", Demo.first_module),
    ],
    "all standings": [
        taking_part(Demo.at_risk),
        taking_part(Demo.out_of_reach),
        taking_part(Demo.left),
        taking_part(Demo.late),
        taking_part(Demo.earned),
        taking_part(Demo.made_up),
        taking_part(Demo.below),
        taking_part(Demo.without_plan),
        taking_part(Demo.associate),
    ],
    "leder": [
        shown("start"),
        shown("courses:my_course"),
        shown("courses:team", Demo.own_team),
        shown("supervision:team", Demo.own_team),
        shown("implementation:team_steps", Demo.own_team),
        shown("supervision:overview", status=403),
        shown("supervision:contact_log", Demo.own_team),
        shown("implementation:sheet_list", Demo.team_with_sheets),
        shown("implementation:sheet", Demo.closed_sheet),
        shown("implementation:report_list", Demo.own_team),
        shown("implementation:report", Demo.own_team, Demo.this_month),
        shown("implementation:report", Demo.own_team, Demo.locked_month),
        shown("courses:participant_list"),
        shown("courses:reflections"),
        shown("courses:session_preparation", Demo.next_day),
        shown("courses:participant", Demo.leader),
        shown("courses:participant", Demo.staff),
        shown("courses:cohort_list"),
        shown("courses:cohort", Demo.under_way),
        shown("supervision:record", Demo.signed),
        shown("supervision:record", Demo.consultation),
        shown("supervision:case_send_in", Demo.unsigned, status=403),
        shown("courses:session", Demo.supervision),
    ],
    "underviser": [
        shown("start"),
        shown("start", then=steps.open_menus),
        shown("courses:cohort_list"),
        shown("courses:cohort", Demo.under_way),
        shown("courses:session", Demo.awaiting),
        shown("courses:register", Demo.awaiting),
        shown("courses:register", Demo.awaiting, then=steps.fill_in_wrongly, status=422),
        shown("courses:register", Demo.awaiting, then=steps.save_after_somebody_else, status=409),
        shown("courses:session_preparation", Demo.next_day),
        shown("wagtail_serve", Demo.next_module),
        shown("courses:register", Demo.first_day),
        shown("courses:register", Demo.next_day),
        shown("courses:check_in_screen", Demo.running),
        shown("courses:check_in_screen", Demo.next_day),
        shown("courses:check_in_screen", Demo.first_day),
        shown("courses:evaluation_results", Demo.evaluated),
        shown("courses:evaluation_results", Demo.to_evaluate),
        shown("wagtail_serve", Demo.programmes),
    ],
    "supervisor": [
        # The person keeps the language, so all these pages are in English.
        shown("start", then=steps.speak_english),
        shown("courses:cohort_list"),
        shown("courses:cohort", Demo.under_way),
        shown("courses:team", Demo.own_team),
        shown("courses:participant_list"),
        shown("courses:participant", Demo.at_risk),
        shown("supervision:record", Demo.signed),
        shown("supervision:record", Demo.unsigned),
        shown("supervision:record_edit", Demo.written),
        shown("supervision:record_sign", Demo.written),
        shown("supervision:record_add", Demo.signed),
        shown("supervision:record_add", Demo.signed, then=steps.send_as_it_is, status=422),
        shown("supervision:case_send_in", Demo.unsigned),
        shown("courses:session", Demo.supervision),
        shown("supervision:overview"),
        shown("supervision:team", Demo.own_team),
        shown("supervision:action_list"),
        shown("supervision:action_drop", Demo.open_action),
        shown("supervision:action_drop", Demo.open_action, then=steps.send_as_it_is, status=422),
        shown("courses:register", Demo.supervision),
    ],
    "modelejer, cohorts and people": [
        shown("start"),
        shown("start", then=steps.open_menus),
        shown("supervision:overview"),
        shown("supervision:overview", query="?sort=name"),
        shown("supervision:overview", query="?q=findes+ikke"),
        shown("supervision:team", Demo.other_team),
        shown("courses:cohort_list"),
        shown("courses:cohort_create"),
        shown("courses:cohort_create", then=steps.send_as_it_is, status=422),
        shown("courses:cohort", Demo.finished),
        shown("courses:cohort", Demo.under_way),
        shown("courses:cohort", Demo.under_way, query="?q=findes+ikke"),
        shown("courses:cohort", Demo.under_way, query="?standing=at_risk&sort=-name"),
        shown("courses:cohort", Demo.starting),
        shown("courses:cohort", Demo.empty),
        shown("courses:participants_import", Demo.starting),
        shown("courses:participants_import", Demo.starting, then=steps.send_as_it_is, status=422),
        shown("courses:participants_import", Demo.starting, then=steps.upload_faulty_participants, status=422),
        shown("courses:participants_import", Demo.starting, then=steps.preview_participants),
        shown("courses:attendance_import", Demo.under_way),
        shown("courses:attendance_import", Demo.under_way, then=steps.upload_faulty_attendance, status=422),
        shown("courses:attendance_import", Demo.under_way, then=steps.preview_attendance),
        shown("supervision:record_import", Demo.under_way),
        shown("supervision:record_import", Demo.under_way, then=steps.upload_faulty_supervisions, status=422),
        shown("supervision:record_import", Demo.under_way, then=steps.preview_supervisions),
        shown("courses:team_create", Demo.starting),
        shown("courses:team", Demo.other_team),
        shown("courses:team", Demo.day_group_team),
        shown("courses:team", Demo.joint_team),
        shown("courses:team", Demo.invited_team),
        shown("courses:team", Demo.empty_team),
        shown("courses:team_edit", Demo.day_group_team),
        shown("courses:supervisor_assign", Demo.other_team),
        shown("courses:supervisor_end", Demo.supervisor),
        shown("courses:participant_list"),
        shown("courses:participant_list", query="?page=2"),
        shown("courses:participant_list", query="?q=findes+ikke"),
        shown("courses:participant", Demo.out_of_reach),
        shown("courses:participant", Demo.left),
        shown("courses:participant", Demo.late),
        shown("courses:participant", Demo.made_up),
        shown("courses:participant", Demo.without_plan),
        shown("courses:participant", Demo.associate),
        shown("courses:participant_create", Demo.other_team),
        shown("courses:participant_create", Demo.other_team, then=steps.send_as_it_is, status=422),
        shown("courses:participant_edit", Demo.at_risk),
        shown("courses:participant_fte", Demo.at_risk),
        shown("courses:participant_leave", Demo.at_risk),
        shown("courses:exemption_create", Demo.at_risk),
        shown("courses:exemption_create", Demo.at_risk, then=steps.send_as_it_is, status=422),
        shown("courses:make_up_create", Demo.out_of_reach),
    ],
    "modelejer, plan and certificates": [
        shown("courses:plan", Demo.under_way),
        shown("courses:plan", Demo.starting),
        shown("courses:plan", Demo.empty),
        shown("courses:session_create", Demo.starting),
        shown("courses:session_create", Demo.starting, then=steps.send_as_it_is, status=422),
        shown("courses:session_edit", Demo.draft),
        shown("courses:session_edit", Demo.first_day),
        shown("courses:session", Demo.draft),
        shown("courses:session", Demo.day_group_day),
        shown("courses:register", Demo.first_day),
        shown("courses:register", Demo.awaiting),
        shown("courses:register", Demo.draft),
        shown("courses:school_holiday_list"),
        shown("courses:school_holiday_create"),
        shown("courses:school_holiday_create", then=steps.send_as_it_is, status=422),
        shown("courses:certificate_list", Demo.finished),
        shown("courses:certificate_list", Demo.under_way),
        shown("courses:certificate_revoke", Demo.valid),
        shown("courses:certificate_revoke", Demo.valid, then=steps.send_as_it_is, status=422),
        shown("courses:certificate_reissue", Demo.revoked),
        shown("courses:cohort", Demo.closed),
        shown("wagtail_serve", Demo.programme),
    ],
    "modelejer, forms and leaders": [
        shown("supervision:follow_up_form", Demo.programme_key, Demo.on_supervision),
        shown("supervision:follow_up_form", Demo.programme_key, Demo.on_leadership),
        shown("supervision:follow_up_form_edit", Demo.programme_key, Demo.on_supervision),
        shown("supervision:follow_up_form_edit", Demo.programme_key, Demo.on_leadership),
        shown(
            "supervision:follow_up_form_edit",
            Demo.programme_key,
            Demo.on_supervision,
            then=steps.publish_without_a_title,
            status=422,
        ),
        shown(
            "supervision:follow_up_form_edit",
            Demo.programme_key,
            Demo.on_supervision,
            then=steps.publish_after_somebody_else,
            status=409,
        ),
        shown("supervision:follow_up_form", Demo.programme_key, Demo.on_supervision, query="?version=1"),
        shown("implementation:team_steps", Demo.own_team),
        shown("implementation:team_steps", Demo.paused_team),
        shown("implementation:milestone", Demo.own_team, Demo.first_milestone),
        shown("implementation:milestone", Demo.own_team, Demo.awaiting_milestone),
        shown("implementation:step_pause", Demo.own_team, Demo.step_key),
        shown("implementation:step_pause", Demo.own_team, Demo.step_key, then=steps.send_as_it_is, status=422),
        shown("supervision:contact_log", Demo.own_team),
        shown("supervision:contact_log", Demo.other_team),
        shown("supervision:contact_log", Demo.own_team, then=steps.send_as_it_is, status=422),
        shown("implementation:data_agreement", Demo.own_team),
        shown("implementation:data_agreement", Demo.own_team, then=steps.write_no_terms, status=422),
        shown("implementation:sheet_list", Demo.own_team, status=403),
        shown("supervision:substitute", Demo.substituted),
        shown("supervision:substitute", Demo.signed),
        shown("courses:session", Demo.substituted),
        shown("courses:session_edit", Demo.substituted),
    ],
    "modelejer, reports": [
        shown("implementation:reports"),
        shown("implementation:report_list", Demo.own_team),
        shown("implementation:report", Demo.own_team, Demo.last_month),
        shown("implementation:report", Demo.own_team, Demo.locked_month),
        shown("implementation:report_reopen", Demo.own_team, Demo.locked_month),
        shown("implementation:report_reopen", Demo.own_team, Demo.locked_month, then=steps.send_as_it_is, status=422),
        shown("implementation:report_reopen", Demo.own_team, Demo.this_month),
        shown("implementation:report_import", Demo.own_team),
        shown("implementation:report_import", Demo.own_team, then=steps.send_as_it_is, status=422),
        shown("implementation:team_pause", Demo.own_team),
        shown("implementation:team_pause", Demo.own_team, then=steps.send_as_it_is, status=422),
        shown("implementation:team_resume", Demo.own_team),
    ],
    "styrelse": [
        shown("start"),
        shown("courses:cohort_list"),
        shown("wagtail_serve", Demo.programmes),
    ],
    "redaktoer": [
        shown("start"),
        shown("wagtail_serve", Demo.programme),
        shown("courses:library"),
        shown("wagtailadmin_home"),
        shown("programme_file"),
        shown("programme_file", then=steps.upload_faulty_programme, status=422),
        shown("programme_file", then=steps.preview_programme),
    ],
    "admin": [
        shown("start"),
        shown("people:person_list"),
        shown("people:person_list", query="?q=findes+ikke"),
        shown("people:person_create"),
        shown("people:person_create", then=steps.send_as_it_is),
        shown("people:person", Demo.trainer_key),
        shown("people:person", Demo.invited_key),
        shown("people:person", Demo.expired_key),
        shown("people:person", Demo.closed_key),
        shown("people:person", Demo.protected_key),
        shown("people:person_change", Demo.staff_key),
        shown("people:person_invite", Demo.staff_key),
        shown("people:person_deactivate", Demo.staff_key),
        shown("people:person_remove_second_factors", Demo.protected_key),
        shown("people:role_give", Demo.staff_key),
        shown("people:role_give", Demo.staff_key, then=steps.send_as_it_is),
        shown("people:role_end", Demo.membership),
        shown("people:invitation_list"),
        shown("people:invitation_list", query="?state=expired"),
        shown("people:invitation_list", query="?state=withdrawn"),
        shown("people:invitation_list", query="?state=accepted"),
        shown("people:organisation_list"),
        shown("people:organisation_list", query="?q=findes+ikke"),
        shown("people:organisation_create"),
        shown("people:organisation_create", then=steps.send_as_it_is),
        shown("people:organisation", Demo.owner_organisation),
        shown("people:organisation", Demo.municipality),
        shown("people:organisation_change", Demo.owner_organisation),
    ],
    "one's own account": [
        shown("people:profile", by=Demo.staff_person),
        shown("people:profile", by=Demo.without_password),
        secured("people:profile"),
        secured("people:login_list"),
        secured("usersessions_list"),
        secured("account_logout"),
        secured("account_reauthenticate", query="?next=/account/2fa/"),
        secured("account_change_password", then=steps.send_as_it_is),
        shown("account_change_password", by=Demo.staff_person),
        shown("account_set_password", by=Demo.without_password),
        secured("mfa_index"),
        shown("mfa_index", by=Demo.staff_person),
        secured("mfa_reauthenticate", query="?next=/account/2fa/"),
        secured("mfa_reauthenticate_webauthn", query="?next=/account/2fa/"),
        shown("mfa_activate_totp", by=Demo.staff_person, then=steps.prove),
        secured("mfa_deactivate_totp", then=steps.prove),
        secured("mfa_view_recovery_codes", then=steps.prove),
        secured("mfa_generate_recovery_codes", then=steps.prove),
        secured("mfa_list_webauthn"),
        shown("mfa_list_webauthn", by=Demo.without_password),
        secured("mfa_add_webauthn", then=steps.prove),
        secured("mfa_edit_webauthn", Demo.passkey, then=steps.prove),
        secured("mfa_remove_webauthn", Demo.passkey, then=steps.prove),
    ],
}

NO_PAGES = {
    "health": "answers machines, in JSON",
    "courses:attendance_export": "sends a file",
    "courses:check_in_code": "sends the part of the check-in screen that its script fetches",
    "courses:certificate_file": "sends a file",
    "courses:plan_export": "sends a file",
    "courses:module_pdf": "sends a file",
    "supervision:record_pdf": "sends a file",
    "implementation:report_export": "sends a file",
    "implementation:milestone_file": "sends a file",
    "courses:reflections_export": "sends a file",
    "courses:calendar_feed": "sends a file",
    "courses:session_calendar": "sends a file",
    "courses:document": "sends a file",
    "courses:picture": "sends a file",
    "mfa_download_recovery_codes": "sends a file",
    "wagtaildocs_serve": "sends a file",
    "mfa_login_webauthn": "answers the login page's script, in JSON",
    "account_email": "leads to the profile",
    "people:no_email_page": "leads to the profile",
    "people:no_confirmation_page": "does not exist here",
    "account_email_verification_sent": "does not exist here",
    "people:no_confirmation": "does not exist here",
    "account_confirm_email": "does not exist here",
    "people:no_login_code": "does not exist here",
    "account_confirm_login_code": "does not exist here",
    "wagtaildocs_authenticate_with_password": "no collection has a password",
    "wagtailcore_authenticate_with_password": "no page has a password",
}
"""Addresses of the matrix that can be asked for and show no page, each with the reason."""
