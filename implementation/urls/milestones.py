"""Addresses of a team's steps and milestones."""

from __future__ import annotations

from django.urls import path

from implementation.views import milestone_files, milestones, steps

STEP = "teams/<int:pk>/steps/<int:step>/"
MILESTONE = "teams/<int:pk>/milestones/<int:template>/"
urlpatterns = [
    path("teams/<int:pk>/steps/", steps.team_steps, name="team_steps"),
    path(f"{STEP}pause/", steps.step_pause, name="step_pause"),
    path(f"{STEP}resume/", steps.step_resume, name="step_resume"),
    path(MILESTONE, milestones.milestone, name="milestone"),
    path(f"{MILESTONE}plan/", milestones.milestone_plan, name="milestone_plan"),
    path(f"{MILESTONE}reach/", milestones.milestone_reach, name="milestone_reach"),
    path(f"{MILESTONE}evidence/", milestones.milestone_evidence, name="milestone_evidence"),
    path(f"{MILESTONE}withdraw/", milestones.milestone_withdraw, name="milestone_withdraw"),
    path(f"{MILESTONE}confirm/", milestones.milestone_confirm, name="milestone_confirm"),
    path(f"{MILESTONE}unconfirm/", milestones.milestone_unconfirm, name="milestone_unconfirm"),
    path("milestone-files/<int:pk>/", milestone_files.milestone_file, name="milestone_file"),
]
