"""What participants do with a module: what they opened, did, answered, and thought. How far they are is computed.

A block of a page is named by its id, which stays while an editor changes or moves it; what was asked is kept with the
answer, so an answer still makes sense when the question has changed. Nothing here is under audit: it is learners' own
work, and evaluations must not be traceable.
"""

from __future__ import annotations

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.certificate import new_token
from courses.models.cohort import Participant
from courses.models.programme import ModulePage
from courses.models.session import Session


class Reading(models.Model):
    """A participant has opened a module's page, and where they were when they left it."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="readings")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    place = models.UUIDField(null=True, blank=True, help_text="The block last seen.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "module"], name="reading_once")]

    def __str__(self) -> str:
        return f"module {self.module_id}, participant {self.participant_id}"


class DoneItem(models.Model):
    """An item of the preparation or of a checklist that the participant has ticked, or answered in writing."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="done_items")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+")
    item = models.UUIDField()
    text = models.TextField(blank=True)
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "module", "item"], name="item_done_once")]

    def __str__(self) -> str:
        return f"item {self.item}, participant {self.participant_id}"


class QuizAnswer(models.Model):
    """One try at a question, with the question as it was asked. Tries are added and never changed."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="quiz_answers")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+")
    question = models.UUIDField()
    version = models.CharField(max_length=16, help_text="Changes when what is asked changes.")
    asked = models.JSONField()
    answer = models.JSONField()
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["answered_at", "pk"]
        indexes = [models.Index(fields=["participant", "module"], name="answers_of_participant")]

    def __str__(self) -> str:
        return f"question {self.question}, participant {self.participant_id}"


class Reflection(models.Model):
    """A person's own thoughts about a prompt. They belong to the person and are shown to nobody else."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reflections")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+")
    prompt = models.UUIDField()
    asked = models.TextField()
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "module", "prompt"], name="reflection_once"),
            models.CheckConstraint(condition=~Q(text=""), name="reflection_says_something"),
        ]

    def __str__(self) -> str:
        return f"reflection {self.pk}"


class Evaluation(models.Model):
    """One filled-in questionnaire. Neither who nor when is kept, and of its order only the steps of five."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="evaluations")
    answers = models.JSONField(help_text="By question: what was asked, and the number of the answer.")

    def __str__(self) -> str:
        return f"evaluation of session {self.session_id}"


class Evaluated(models.Model):
    """A participant has evaluated a session; with which answers is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="evaluated")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="evaluated")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "participant"], name="evaluated_once")]

    def __str__(self) -> str:
        return f"session {self.session_id}, participant {self.participant_id}"


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Finds calendar feeds."""

    def live(self) -> Self:
        """Return those that have not been revoked."""
        return self.filter(revoked_at=None)


class CalendarFeed(models.Model):
    """A secret address at which a person's calendar program fetches their sessions."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    with_preparation = models.BooleanField(_("with the deadlines of the preparation"), default=False)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="one_live_calendar_feed")
        ]

    def __str__(self) -> str:
        return f"calendar feed {self.pk}"
