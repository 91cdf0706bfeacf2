"""The programme as Wagtail pages: what is taught, in which order and how much counts. The template only; no dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from courses.blocks import EvaluationQuestions, ModuleContent, Preparation
from courses.enums import PlaceRule
from courses.forms.pages import ModuleForm, ProgrammeForm, StepForm
from courses.learning.learner import reading_of
from courses.learning.page import learning_page
from courses.models.activity import Activity
from courses.models.course_page import CoursePage
from courses.models.panels import MODULE_PANELS, NO_PRIVACY, PROGRAMME_PANELS, STEP_PANELS
from courses.outline import here_in, neighbours, outline_of, rhythms_of, step_above
from courses.scope import programmes_in_scope
from courses.search.text import BETWEEN, text_of_blocks
from courses.staircase_of import staircase_at_step, staircase_of_programme
from people.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest

    from people.models import User


class ProgrammeQuerySet(PageQuerySet):
    """Finds programmes."""

    def visible_to(self, user: User | AnonymousUser) -> ProgrammeQuerySet:
        """Return the programmes in the person's scope."""
        return self.filter(programmes_in_scope(user))


ProgrammeManager = PageManager.from_queryset(ProgrammeQuerySet)


class ProgrammePage(CoursePage):
    """What is spread: U-turn, U18, UNG Rusmidler. Owned by a model owner."""

    owner_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="programmes",
        limit_choices_to={"kind": "model_owner"},
        verbose_name=_("model owner"),
    )
    duration_months = models.PositiveSmallIntegerField(
        _("duration in months"), null=True, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    threshold = models.PositiveSmallIntegerField(
        _("attendance for the certificate, in percent"),
        null=True,
        help_text=_("The share of the minutes that count which a participant must attend, e.g. 80."),
        validators=[
            MinValueValidator(1, _("The threshold must be at least 1 percent.")),
            MaxValueValidator(100, _("The threshold cannot be above 100 percent.")),
        ],
    )

    objects = ProgrammeManager()

    LEVELS_BELOW_PROGRAMME = 0
    base_form_class = ProgrammeForm
    parent_page_types: ClassVar[list[str]] = ["courses.ProgrammeIndexPage"]
    subpage_types: ClassVar[list[str]] = ["courses.StepPage"]
    private_page_options: ClassVar[list[str]] = NO_PRIVACY
    template = "courses/programme_page.html"
    content_panels: ClassVar[list[Any]] = PROGRAMME_PANELS

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(
                condition=Q(threshold=None) | Q(threshold__gte=1, threshold__lte=100),
                name="programme_threshold_percent",
            ),
            models.CheckConstraint(
                condition=Q(duration_months=None) | Q(duration_months__gte=1), name="programme_has_duration"
            ),
        ]

    @cached_property
    def programme(self) -> ProgrammePage:
        """The programme itself."""
        return self

    def steps(self) -> models.QuerySet[StepPage]:
        """Return the live steps in their order."""
        return StepPage.objects.child_of(self).live().order_by("path")

    def modules(self) -> models.QuerySet[ModulePage]:
        """Return the live modules of the live steps in their order, without their texts."""
        modules = (
            ModulePage.objects.live()
            .defer(*ModulePage.TEXTS)
            .alias(step=Substr("path", 1, len(self.path) + self.steplen))
        )
        return modules.filter(step__in=self.steps().values("path")).order_by("path")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the drawn staircase and the steps with their modules."""
        outline = outline_of(self)
        return super().get_context(request, *args, **kwargs) | {
            "outline": outline,
            "staircase": staircase_of_programme(self, outline),
            "activities": rhythms_of(self),
        }


class StepPage(CoursePage):
    """One stair: an intervention that the municipality opens."""

    month_from = models.SmallIntegerField(_("from month"), null=True)
    month_to = models.SmallIntegerField(_("to month"), null=True)
    optional = models.BooleanField(
        _("optional"), default=False, help_text=_("Chosen by each team; its days do not count towards the certificate.")
    )

    LEVELS_BELOW_PROGRAMME = 1
    base_form_class = StepForm
    parent_page_types: ClassVar[list[str]] = ["courses.ProgrammePage"]
    subpage_types: ClassVar[list[str]] = ["courses.ModulePage"]
    private_page_options: ClassVar[list[str]] = NO_PRIVACY
    template = "courses/step_page.html"
    content_panels: ClassVar[list[Any]] = STEP_PANELS

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.CheckConstraint(
                condition=Q(month_from=None) | Q(month_to=None) | Q(month_to__gte=F("month_from")),
                name="step_ends_after_it_begins",
            )
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the step's modules, its programme, and where on the staircase it is."""
        programme = self.programme
        outline = outline_of(programme)
        return super().get_context(request, *args, **kwargs) | {
            "programme": programme,
            "here": here_in(outline, self),
            "modules": ModulePage.objects.child_of(self).live().order_by("path"),
            "staircase": staircase_at_step(programme, outline, self),
        }


class ModulePage(Activity, CoursePage):
    """One planned activity of a step: a training day, a practice day, with its course page."""

    code = models.CharField(
        _("code"),
        max_length=12,
        help_text=_("Short and stable, e.g. UDD1. It is what lists and registers call the module."),
        validators=[RegexValidator(r"^[A-ZÆØÅ]{2,6}\d{0,2}$", _("A code is capital letters and a number, e.g. UDD1."))],
    )
    month_offset = models.SmallIntegerField(
        _("month from the start"), null=True, help_text=_("0 is the month of the start; −1 lies before it.")
    )
    days_after_previous = models.PositiveSmallIntegerField(
        _("days after the previous module"),
        null=True,
        blank=True,
        help_text=_("Only where the distance is fixed, e.g. 14 for the next parent-group evening."),
    )
    dates = models.PositiveSmallIntegerField(
        _("number of dates"), default=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    content = StreamField(ModuleContent(), verbose_name=_("course page"), blank=True)
    preparation = StreamField(
        Preparation(),
        verbose_name=_("preparation"),
        blank=True,
        help_text=_("What participants do before the day. They tick or answer each item."),
    )
    evaluation = StreamField(
        EvaluationQuestions(),
        verbose_name=_("own questions after the day"),
        blank=True,
        max_num=10,
        help_text=_("Asked after the questions that are asked after every day. Answers are anonymous."),
    )

    TEXTS: ClassVar[tuple[str, ...]] = ("body", "content", "preparation", "evaluation")
    """What a list of modules need not read."""

    LEVELS_BELOW_PROGRAMME = 2
    base_form_class = ModuleForm
    parent_page_types: ClassVar[list[str]] = ["courses.StepPage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar[list[str]] = NO_PRIVACY
    template = "courses/module_page.html"
    content_panels: ClassVar[list[Any]] = MODULE_PANELS

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        constraints = [
            models.CheckConstraint(condition=Q(minutes=None) | Q(minutes__gte=1), name="module_has_minutes"),
            models.CheckConstraint(condition=Q(dates__gte=1, dates__lte=5), name="module_has_dates"),
        ]

    @property
    def search_text(self) -> str:
        """Its code, its texts and what is prepared; no answers of a quiz, which a search would give away."""
        texts = (super().search_text, text_of_blocks(self.content), text_of_blocks(self.preparation))
        return BETWEEN.join(filter(None, (self.code, *texts)))

    @property
    def shared(self) -> bool:
        """Whether all teams of a cohort meet together: what takes place at the model owner is shared."""
        return self.place_rule == PlaceRule.MODEL_OWNER

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the step and the programme above, the modules before and after, and what the reader has done here.

        ``fault`` says why something that the reader sent was not kept.
        """
        programme = self.programme
        outline = outline_of(programme)
        # A draft lies below a step that may not be published either.
        step = step_above(self, outline) or self.get_parent().specific
        before, after = neighbours(self, outline)
        # An editor previews the page as a participant sees it, without anything done.
        preview = getattr(request, "is_preview", False)
        reading = None if preview else reading_of(cast("User", request.user), self)
        return super().get_context(request, *args, **kwargs) | {
            "programme": programme,
            "step": step,
            "here": here_in(outline, step),
            "staircase": staircase_at_step(programme, outline, step),
            "before": before,
            "after": after,
            "learning": learning_page(self, reading, at=timezone.now(), fault=kwargs.get("fault")),
            "may_keep": reading is not None or preview,
        }
