"""What editors build a module from: its course page, its preparation, and the questions asked after the day.

A block knows its fields, what an editor is told about them, and when they cannot be. What participants do with a block
is in `courses.models.learning`; it names the block by its id, which stays while the block is edited and moved.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.evaluation import ChoiceQuestion, ScaleQuestion
from courses.blocks.media import Audio, DocumentLink, Image, Video
from courses.blocks.personal import Checklist, Reflection
from courses.blocks.preparation import BringCase, Read, Watch, Write
from courses.blocks.quiz import QuizQuestion
from courses.blocks.tasks import Case, DiscussionQuestions, Exercise
from courses.blocks.texts import FactBox, Heading, ModuleLink, Quotation, Table, Text

__all__ = ["EvaluationQuestions", "ModuleContent", "Preparation"]

READING, WORKING, MEDIA = _("To read"), _("To work with"), _("Pictures, sound and files")


class ModuleContent(blocks.StreamBlock):
    """The course page of a module."""

    text = Text(group=READING)
    heading = Heading(group=READING)
    quotation = Quotation(group=READING)
    fact_box = FactBox(group=READING)
    table = Table(group=READING)
    module_link = ModuleLink(group=READING)
    case = Case(group=WORKING)
    exercise = Exercise(group=WORKING)
    discussion = DiscussionQuestions(group=WORKING)
    quiz = QuizQuestion(group=WORKING)
    reflection = Reflection(group=WORKING)
    checklist = Checklist(group=WORKING)
    image = Image(group=MEDIA)
    video = Video(group=MEDIA)
    audio = Audio(group=MEDIA)
    document = DocumentLink(group=MEDIA)


class Preparation(blocks.StreamBlock):
    """What a participant does before the day."""

    read = Read()
    watch = Watch()
    write = Write()
    case = BringCase()


class EvaluationQuestions(blocks.StreamBlock):
    """The editor's own questions after the day, beside those that are always asked."""

    scale = ScaleQuestion()
    choice = ChoiceQuestion()
