from __future__ import annotations

import datetime

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import courses.models.certificate


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammeIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of programmes",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ModulePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("internat", "Internat"),
                            ("basic_course", "Basic course"),
                            ("training_day", "Training day"),
                            ("practice_day", "Practice day"),
                            ("parent_group", "Parent-group evening"),
                            ("supervision", "Supervision"),
                            ("extended_supervision", "Extended supervision"),
                            ("status_meeting", "Status meeting"),
                            ("leadership_consultation", "Leadership consultation"),
                            ("other", "Other"),
                        ],
                        default="training_day",
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        help_text="Breaks and travel left out. A full day is 420 minutes.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                1, "A module needs its minutes: how long does it last?"
                            )
                        ],
                        verbose_name="minutes that count",
                    ),
                ),
                ("starts", models.TimeField(default=datetime.time(9, 0), verbose_name="begins at")),
                ("ends", models.TimeField(default=datetime.time(16, 0), verbose_name="ends at")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("staff", "Staff"),
                            ("staff_and_leaders", "Staff and leaders"),
                            ("leaders", "Leaders"),
                            ("facilitators", "Facilitator of the parent group"),
                        ],
                        default="staff",
                        max_length=20,
                        verbose_name="whom it obliges",
                    ),
                ),
                (
                    "place_rule",
                    models.CharField(
                        choices=[
                            ("model_owner", "At the model owner"),
                            ("local", "In the municipality"),
                            ("alternating", "Alternating, the first in the municipality"),
                        ],
                        default="model_owner",
                        max_length=20,
                        verbose_name="where",
                    ),
                ),
                ("counts", models.BooleanField(default=True, verbose_name="counts towards the certificate")),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "code",
                    models.CharField(
                        help_text="Short and stable, e.g. UDD1. It is what lists and registers call the module.",
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-ZÆØÅ]{2,6}\\d{0,2}$", "A code is capital letters and a number, e.g. UDD1."
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                (
                    "month_offset",
                    models.SmallIntegerField(
                        help_text="0 is the month of the start; −1 lies before it.",
                        null=True,
                        verbose_name="month from the start",
                    ),
                ),
                (
                    "days_after_previous",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Only where the distance is fixed, e.g. 14 for the next parent-group evening.",
                        null=True,
                        verbose_name="days after the previous module",
                    ),
                ),
                (
                    "dates",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="number of dates",
                    ),
                ),
            ],
            options={
                "verbose_name": "module",
                "verbose_name_plural": "modules",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes", None), ("minutes__gte", 1), _connector="OR"),
                        name="module_has_minutes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dates__gte", 1), ("dates__lte", 5)), name="module_has_dates"
                    ),
                ],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "team_role",
                    models.CharField(
                        choices=[("staff", "Staff"), ("leader", "Leader"), ("associate", "Associate")],
                        default="staff",
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("joined_on", models.DateField(verbose_name="joined")),
                (
                    "left_on",
                    models.DateField(
                        blank=True, help_text="The first day outside the team.", null=True, verbose_name="left"
                    ),
                ),
                (
                    "facilitator",
                    models.BooleanField(
                        default=False,
                        help_text="Follows the parent-group evenings.",
                        verbose_name="facilitator of the parent group",
                    ),
                ),
                ("education", models.CharField(blank=True, max_length=200, verbose_name="education")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="people.organisation",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "participant",
                "verbose_name_plural": "participants",
                "ordering": ["user__name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("present", "Present"),
                            ("partial", "Partly present"),
                            ("absent", "Absent"),
                            ("excused", "Excused"),
                        ],
                        max_length=10,
                        verbose_name="attendance",
                    ),
                ),
                (
                    "partial_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="minutes present",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("correction", models.CharField(blank=True, max_length=200, verbose_name="reason for the correction")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "source",
                    models.CharField(
                        choices=[("register", "Register"), ("import", "Import"), ("check_in", "Check-in")],
                        default="register",
                        max_length=10,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="courses.participant",
                        verbose_name="participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendance",
            },
        ),
        migrations.CreateModel(
            name="ProgrammePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "duration_months",
                    models.PositiveSmallIntegerField(
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="duration in months",
                    ),
                ),
                (
                    "threshold",
                    models.PositiveSmallIntegerField(
                        help_text="The share of the minutes that count which a participant must attend, e.g. 80.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1, "The threshold must be at least 1 percent."),
                            django.core.validators.MaxValueValidator(100, "The threshold cannot be above 100 percent."),
                        ],
                        verbose_name="attendance for the certificate, in percent",
                    ),
                ),
                (
                    "owner_organisation",
                    models.ForeignKey(
                        limit_choices_to={"kind": "model_owner"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="people.organisation",
                        verbose_name="model owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Cohort",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        max_length=20,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-zÆØÅæøå0-9][\\w-]*$", "A code is letters and digits, e.g. H2024."
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("start_date", models.DateField(verbose_name="start date")),
                ("threshold", models.PositiveSmallIntegerField(verbose_name="threshold in percent")),
                ("duration_months", models.PositiveSmallIntegerField(verbose_name="duration in months")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("closed", "Closed")],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="courses.programmepage",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "cohort",
                "verbose_name_plural": "cohorts",
                "ordering": ["-start_date", "code"],
            },
        ),
        migrations.CreateModel(
            name="RecurringActivity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("internat", "Internat"),
                            ("basic_course", "Basic course"),
                            ("training_day", "Training day"),
                            ("practice_day", "Practice day"),
                            ("parent_group", "Parent-group evening"),
                            ("supervision", "Supervision"),
                            ("extended_supervision", "Extended supervision"),
                            ("status_meeting", "Status meeting"),
                            ("leadership_consultation", "Leadership consultation"),
                            ("other", "Other"),
                        ],
                        default="training_day",
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        help_text="Breaks and travel left out. A full day is 420 minutes.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                1, "A module needs its minutes: how long does it last?"
                            )
                        ],
                        verbose_name="minutes that count",
                    ),
                ),
                ("starts", models.TimeField(default=datetime.time(9, 0), verbose_name="begins at")),
                ("ends", models.TimeField(default=datetime.time(16, 0), verbose_name="ends at")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("staff", "Staff"),
                            ("staff_and_leaders", "Staff and leaders"),
                            ("leaders", "Leaders"),
                            ("facilitators", "Facilitator of the parent group"),
                        ],
                        default="staff",
                        max_length=20,
                        verbose_name="whom it obliges",
                    ),
                ),
                (
                    "place_rule",
                    models.CharField(
                        choices=[
                            ("model_owner", "At the model owner"),
                            ("local", "In the municipality"),
                            ("alternating", "Alternating, the first in the municipality"),
                        ],
                        default="model_owner",
                        max_length=20,
                        verbose_name="where",
                    ),
                ),
                ("counts", models.BooleanField(default=True, verbose_name="counts towards the certificate")),
                ("title", models.CharField(max_length=100, verbose_name="title")),
                (
                    "code_prefix",
                    models.CharField(
                        help_text="Numbers are added through the whole programme: SUP1, SUP2, …",
                        max_length=8,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-ZÆØÅ]{2,6}$", "A prefix is two to six capital letters, e.g. SUP."
                            )
                        ],
                        verbose_name="code prefix",
                    ),
                ),
                (
                    "per_year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(26),
                        ],
                        verbose_name="times a year",
                    ),
                ),
                (
                    "calendar_months",
                    models.CharField(
                        blank=True,
                        help_text="Numbers of months, e.g. 1, 6. Empty: spread evenly over the year.",
                        max_length=30,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\s*(1[0-2]|[1-9])(\\s*,\\s*(1[0-2]|[1-9]))*\\s*$", "Write months as numbers: 1, 6."
                            )
                        ],
                        verbose_name="in these months",
                    ),
                ),
                (
                    "extended",
                    models.CharField(
                        blank=True,
                        help_text="Which of the year's are extended, e.g. 4, 8. Empty: none.",
                        max_length=30,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\s*\\d{1,2}(\\s*,\\s*\\d{1,2})*\\s*$", "Write numbers: 4, 8."
                            )
                        ],
                        verbose_name="extended ones of the year",
                    ),
                ),
                (
                    "extended_title",
                    models.CharField(blank=True, max_length=100, verbose_name="title of an extended one"),
                ),
                (
                    "extended_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("internat", "Internat"),
                            ("basic_course", "Basic course"),
                            ("training_day", "Training day"),
                            ("practice_day", "Practice day"),
                            ("parent_group", "Parent-group evening"),
                            ("supervision", "Supervision"),
                            ("extended_supervision", "Extended supervision"),
                            ("status_meeting", "Status meeting"),
                            ("leadership_consultation", "Leadership consultation"),
                            ("other", "Other"),
                        ],
                        max_length=30,
                        verbose_name="kind of an extended one",
                    ),
                ),
                (
                    "extended_minutes",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes of an extended one"),
                ),
                ("extended_ends", models.TimeField(blank=True, null=True, verbose_name="an extended one ends at")),
                (
                    "extended_audience",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("staff", "Staff"),
                            ("staff_and_leaders", "Staff and leaders"),
                            ("leaders", "Leaders"),
                            ("facilitators", "Facilitator of the parent group"),
                        ],
                        max_length=20,
                        verbose_name="whom an extended one obliges",
                    ),
                ),
                (
                    "programme",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="courses.programmepage",
                    ),
                ),
            ],
            options={
                "verbose_name": "recurring activity",
                "verbose_name_plural": "recurring activities",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SchoolHoliday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: every year.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(2000)],
                        verbose_name="year",
                    ),
                ),
                (
                    "week",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(53),
                        ],
                        verbose_name="week",
                    ),
                ),
                ("name", models.CharField(max_length=50, verbose_name="name")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: all municipalities.",
                        limit_choices_to={"kind": "municipality"},
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="school_holidays",
                        to="people.organisation",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "school holiday",
                "verbose_name_plural": "school holidays",
                "ordering": ["week", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=12, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("internat", "Internat"),
                            ("basic_course", "Basic course"),
                            ("training_day", "Training day"),
                            ("practice_day", "Practice day"),
                            ("parent_group", "Parent-group evening"),
                            ("supervision", "Supervision"),
                            ("extended_supervision", "Extended supervision"),
                            ("status_meeting", "Status meeting"),
                            ("leadership_consultation", "Leadership consultation"),
                            ("other", "Other"),
                        ],
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="minutes that count"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("staff", "Staff"),
                            ("staff_and_leaders", "Staff and leaders"),
                            ("leaders", "Leaders"),
                            ("facilitators", "Facilitator of the parent group"),
                        ],
                        max_length=20,
                        verbose_name="whom it obliges",
                    ),
                ),
                ("counts", models.BooleanField(default=True, verbose_name="counts towards the certificate")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("cancelled", "Cancelled")],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "fixed",
                    models.BooleanField(
                        default=False, help_text="The plan generator never moves it.", verbose_name="fixed"
                    ),
                ),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="courses.recurringactivity",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="courses.cohort",
                        verbose_name="cohort",
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="courses.modulepage",
                    ),
                ),
                (
                    "trainers",
                    models.ManyToManyField(
                        blank=True,
                        related_name="trained_sessions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="trainers",
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ["starts_at", "code", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MakeUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("approved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "guest",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="makes_up",
                        to="courses.attendance",
                        verbose_name="attended instead",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="make_ups", to="courses.participant"
                    ),
                ),
                (
                    "missed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made_up",
                        to="courses.session",
                        verbose_name="missed",
                    ),
                ),
            ],
            options={
                "verbose_name": "make-up",
                "verbose_name_plural": "make-ups",
                "ordering": ["approved_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("exempted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "exempted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exemptions", to="courses.participant"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exemptions", to="courses.session"
                    ),
                ),
            ],
            options={
                "verbose_name": "exemption",
                "verbose_name_plural": "exemptions",
                "ordering": ["exempted_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="attendance",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attendance",
                to="courses.session",
                verbose_name="session",
            ),
        ),
        migrations.CreateModel(
            name="StepPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                ("month_from", models.SmallIntegerField(null=True, verbose_name="from month")),
                ("month_to", models.SmallIntegerField(null=True, verbose_name="to month")),
                (
                    "optional",
                    models.BooleanField(
                        default=False,
                        help_text="Chosen by each team; its days do not count towards the certificate.",
                        verbose_name="optional",
                    ),
                ),
            ],
            options={
                "verbose_name": "step",
                "verbose_name_plural": "steps",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("month_from", None),
                            ("month_to", None),
                            ("month_to__gte", models.F("month_from")),
                            _connector="OR",
                        ),
                        name="step_ends_after_it_begins",
                    )
                ],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.AddField(
            model_name="session",
            name="optional_step",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="courses.steppage",
                verbose_name="optional step",
            ),
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="courses.cohort",
                        verbose_name="cohort",
                    ),
                ),
                (
                    "municipalities",
                    models.ManyToManyField(
                        related_name="teams", to="people.organisation", verbose_name="municipalities"
                    ),
                ),
                (
                    "optional_steps",
                    models.ManyToManyField(
                        blank=True,
                        related_name="chosen_by",
                        to="courses.steppage",
                        verbose_name="chosen optional steps",
                    ),
                ),
            ],
            options={
                "verbose_name": "team",
                "verbose_name_plural": "teams",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Supervisor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervised",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="supervisor",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supervisors",
                        to="courses.team",
                        verbose_name="team",
                    ),
                ),
            ],
            options={
                "verbose_name": "supervisor",
                "verbose_name_plural": "supervisors",
                "ordering": ["since", "pk"],
            },
        ),
        migrations.AddField(
            model_name="session",
            name="team",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sessions",
                to="courses.team",
                verbose_name="team",
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="team",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="participants",
                to="courses.team",
                verbose_name="team",
            ),
        ),
        migrations.CreateModel(
            name="FteChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("effective_on", models.DateField(verbose_name="from")),
                (
                    "fte",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(2),
                        ],
                        verbose_name="full-time equivalents",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fte_changes",
                        to="courses.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "staffing",
                "verbose_name_plural": "staffing",
                "ordering": ["effective_on"],
                "constraints": [
                    models.UniqueConstraint(fields=("participant", "effective_on"), name="fte_one_per_date"),
                    models.CheckConstraint(
                        condition=models.Q(("fte__gte", 0), ("fte__lte", 2)), name="fte_between_none_and_two"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("certificate", "Certificate"), ("statement", "Attendance statement")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("serial", models.CharField(max_length=40, unique=True, verbose_name="serial number")),
                (
                    "token",
                    models.CharField(
                        default=courses.models.certificate.new_token, editable=False, max_length=43, unique=True
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("da", "Danish"), ("en", "English")],
                        default="da",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("content", models.JSONField()),
                ("pdf", models.BinaryField()),
                ("issued_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="courses.certificate",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="courses.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
                "ordering": ["-issued_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("participant", "kind"),
                        name="certificate_one_live_per_participant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_by", None), ("revoked_reason", "")),
                            models.Q(
                                ("revoked_at__isnull", False),
                                ("revoked_by__isnull", False),
                                models.Q(("revoked_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="certificate_revoked_by_somebody_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="programmepage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("threshold", None), models.Q(("threshold__gte", 1), ("threshold__lte", 100)), _connector="OR"
                ),
                name="programme_threshold_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmepage",
            constraint=models.CheckConstraint(
                condition=models.Q(("duration_months", None), ("duration_months__gte", 1), _connector="OR"),
                name="programme_has_duration",
            ),
        ),
        migrations.AddConstraint(
            model_name="cohort",
            constraint=models.CheckConstraint(
                condition=models.Q(("threshold__gte", 1), ("threshold__lte", 100)), name="cohort_threshold_percent"
            ),
        ),
        migrations.AddConstraint(
            model_name="cohort",
            constraint=models.CheckConstraint(
                condition=models.Q(("duration_months__gte", 1)), name="cohort_has_duration"
            ),
        ),
        migrations.AddConstraint(
            model_name="cohort",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "published", "closed"])), name="cohort_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="recurringactivity",
            constraint=models.UniqueConstraint(
                fields=("programme", "code_prefix"), name="activity_prefix_unique_in_programme"
            ),
        ),
        migrations.AddConstraint(
            model_name="recurringactivity",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 1), ("minutes", None), _connector="OR"), name="activity_has_minutes"
            ),
        ),
        migrations.AddConstraint(
            model_name="recurringactivity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("extended", ""),
                    models.Q(
                        ("extended_ends__isnull", False),
                        ("extended_minutes__gte", 1),
                        ("extended_minutes__isnull", False),
                        models.Q(("extended_kind", ""), _negated=True),
                        models.Q(("extended_audience", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="extended_activity_is_described",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolholiday",
            constraint=models.CheckConstraint(
                condition=models.Q(("week__gte", 1), ("week__lte", 53)), name="school_holiday_week_exists"
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolholiday",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Coalesce("municipality", 0),
                django.db.models.functions.comparison.Coalesce("year", 0),
                models.F("week"),
                name="school_holiday_listed_once",
                violation_error_message="This week is already listed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.UniqueConstraint(fields=("participant", "session"), name="exemption_once_per_session"),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="exemption_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(fields=("session", "participant"), name="attendance_once_per_session"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("partial_minutes__gte", 1), ("partial_minutes__isnull", False), ("status", "partial")),
                    models.Q(models.Q(("status", "partial"), _negated=True), ("partial_minutes", None)),
                    _connector="OR",
                ),
                name="attendance_minutes_only_when_partial",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "excused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="attendance_excused_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("recorded_by__isnull", False), ("source", "import"), _connector="OR"),
                name="attendance_recorded_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["present", "partial", "absent", "excused"])),
                name="attendance_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(
                fields=("cohort", "name"),
                name="team_name_unique_in_cohort",
                violation_error_message="The cohort already has a team of this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supervisor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("user", "team"),
                name="supervisor_assigned_once",
                violation_error_message="The person already supervises the team.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supervisor",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="supervisor_ends_after_beginning",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["cohort", "starts_at"], name="session_by_cohort_and_time"),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["team", "cohort"], name="session_by_team_and_cohort"),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(
                condition=models.Q(("team__isnull", False)),
                fields=("cohort", "team", "code"),
                name="session_code_unique_in_team",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(
                condition=models.Q(("team", None)), fields=("cohort", "code"), name="session_code_unique_in_cohort"
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="session_ends_after_it_begins",
                violation_error_message="The session must end after it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(condition=models.Q(("minutes__gte", 1)), name="session_has_minutes"),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("module", None), ("activity", None), _connector="OR"),
                name="session_of_one_template",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "published", "cancelled"])), name="session_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on", None)),
                fields=("user", "team"),
                name="participant_one_live_row_per_team",
                violation_error_message="The person is already in the team.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_on", None), ("left_on__gte", models.F("joined_on")), _connector="OR"),
                name="participant_leaves_after_joining",
                violation_error_message="The left date cannot lie before the joined date.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("facilitator", True), ("left_on", None)),
                fields=("team",),
                name="participant_one_facilitator_per_team",
                violation_error_message="The team already has a facilitator of the parent group.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(("team_role__in", ["staff", "leader", "associate"])), name="participant_role_known"
            ),
        ),
    ]
