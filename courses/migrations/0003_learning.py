from __future__ import annotations

import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelsearch.index
import taggit.managers
import wagtail.fields
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

import courses.models.certificate


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0002_site_root"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="modulepage",
            name="content",
            field=wagtail.fields.StreamField(
                [
                    ("text", 0),
                    ("heading", 1),
                    ("quotation", 4),
                    ("fact_box", 7),
                    ("table", 9),
                    ("module_link", 12),
                    ("case", 18),
                    ("exercise", 22),
                    ("discussion", 25),
                    ("quiz", 34),
                    ("reflection", 36),
                    ("checklist", 39),
                    ("image", 42),
                    ("video", 47),
                    ("audio", 50),
                    ("document", 53),
                ],
                blank=True,
                block_lookup={
                    0: ("courses.blocks.texts.Text", (), {"group": "To read"}),
                    1: ("courses.blocks.texts.Heading", (), {"group": "To read"}),
                    2: ("wagtail.blocks.TextBlock", (), {"label": "Quotation", "max_length": 1000}),
                    3: ("wagtail.blocks.CharBlock", (), {"label": "Who says so", "max_length": 150, "required": False}),
                    4: ("wagtail.blocks.StructBlock", [[("text", 2), ("source", 3)]], {"group": "To read"}),
                    5: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 120}),
                    6: ("courses.blocks.texts.Text", (), {}),
                    7: ("wagtail.blocks.StructBlock", [[("title", 5), ("text", 6)]], {"group": "To read"}),
                    8: ("wagtail.blocks.CharBlock", (), {"label": "Text", "required": False}),
                    9: (
                        "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                        [[("text", 8)]],
                        {"group": "To read"},
                    ),
                    10: (
                        "wagtail.blocks.PageChooserBlock",
                        (),
                        {"label": "Module", "page_type": ["courses.ModulePage"]},
                    ),
                    11: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Why look there", "max_length": 200, "required": False},
                    ),
                    12: ("wagtail.blocks.StructBlock", [[("module", 10), ("note", 11)]], {"group": "To read"}),
                    13: ("courses.blocks.texts.Text", (), {"label": "The story"}),
                    14: ("wagtail.blocks.CharBlock", (), {"label": "Question", "max_length": 300}),
                    15: ("wagtail.blocks.ListBlock", (14,), {"default": [], "label": "Questions", "min_num": 0}),
                    16: ("wagtail.blocks.StructBlock", [[("story", 13), ("questions", 15)]], {}),
                    17: ("wagtail.blocks.ListBlock", (16,), {"label": "Parts", "min_num": 1}),
                    18: ("wagtail.blocks.StructBlock", [[("title", 5), ("parts", 17)]], {"group": "To work with"}),
                    19: ("wagtail.blocks.IntegerBlock", (), {"label": "Minutes", "max_value": 420, "min_value": 1}),
                    20: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "E.g. “two and two” or “the whole team”.",
                            "label": "How many together",
                            "max_length": 60,
                        },
                    ),
                    21: ("courses.blocks.texts.Text", (), {"label": "What to do"}),
                    22: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 5), ("minutes", 19), ("group_size", 20), ("text", 21)]],
                        {"group": "To work with"},
                    ),
                    23: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 120, "required": False}),
                    24: ("wagtail.blocks.ListBlock", (14,), {"label": "Questions", "min_num": 1}),
                    25: ("wagtail.blocks.StructBlock", [[("title", 23), ("questions", 24)]], {"group": "To work with"}),
                    26: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("single", "One right answer"),
                                ("multiple", "Several right answers"),
                                ("ordering", "Put in order"),
                                ("text", "Short text"),
                            ],
                            "label": "Kind of question",
                        },
                    ),
                    27: ("wagtail.blocks.TextBlock", (), {"label": "Question", "max_length": 500}),
                    28: ("wagtail.blocks.CharBlock", (), {"label": "Answer", "max_length": 300}),
                    29: ("wagtail.blocks.BooleanBlock", (), {"label": "Right", "required": False}),
                    30: ("wagtail.blocks.StructBlock", [[("text", 28), ("correct", 29)]], {}),
                    31: (
                        "wagtail.blocks.ListBlock",
                        (30,),
                        {
                            "default": [],
                            "help_text": "Tick the right ones. Where an order is asked for, write them in the right order.",
                            "label": "Answers",
                        },
                    ),
                    32: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {
                            "help_text": "What a good short text could say.",
                            "label": "Model answer",
                            "max_length": 1000,
                            "required": False,
                        },
                    ),
                    33: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {
                            "help_text": "Shown with the answer.",
                            "label": "Explanation",
                            "max_length": 1000,
                            "required": False,
                        },
                    ),
                    34: (
                        "wagtail.blocks.StructBlock",
                        [[("kind", 26), ("question", 27), ("options", 31), ("model_answer", 32), ("explanation", 33)]],
                        {"group": "To work with"},
                    ),
                    35: ("wagtail.blocks.TextBlock", (), {"label": "What to think about", "max_length": 500}),
                    36: ("wagtail.blocks.StructBlock", [[("prompt", 35)]], {"group": "To work with"}),
                    37: ("wagtail.blocks.CharBlock", (), {"label": "Item", "max_length": 200}),
                    38: ("wagtail.blocks.ListBlock", (37,), {"label": "Items", "min_num": 1}),
                    39: ("wagtail.blocks.StructBlock", [[("title", 5), ("items", 38)]], {"group": "To work with"}),
                    40: ("wagtail.images.blocks.ImageBlock", [], {"label": "Picture"}),
                    41: ("wagtail.blocks.CharBlock", (), {"label": "Caption", "max_length": 200, "required": False}),
                    42: (
                        "wagtail.blocks.StructBlock",
                        [[("image", 40), ("caption", 41)]],
                        {"group": "Pictures, sound and files"},
                    ),
                    43: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 150}),
                    44: (
                        "wagtail.blocks.URLBlock",
                        (),
                        {
                            "help_text": "Paste the address from the video's own page.",
                            "label": "Address of the video",
                            "required": False,
                        },
                    ),
                    45: (
                        "wagtail.documents.blocks.DocumentChooserBlock",
                        (),
                        {"label": "Or a file of your own", "required": False},
                    ),
                    46: (
                        "wagtail.documents.blocks.DocumentChooserBlock",
                        (),
                        {
                            "help_text": "A file with the ending .vtt.",
                            "label": "Captions of your file",
                            "required": False,
                        },
                    ),
                    47: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 43), ("url", 44), ("file", 45), ("captions", 46)]],
                        {"group": "Pictures, sound and files"},
                    ),
                    48: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "Sound file"}),
                    49: (
                        "courses.blocks.texts.Text",
                        (),
                        {"help_text": "For those who cannot hear it, or have no sound on.", "label": "What is said"},
                    ),
                    50: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 43), ("file", 48), ("transcript", 49)]],
                        {"group": "Pictures, sound and files"},
                    ),
                    51: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "Document"}),
                    52: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Why read it", "max_length": 200, "required": False},
                    ),
                    53: (
                        "wagtail.blocks.StructBlock",
                        [[("document", 51), ("note", 52)]],
                        {"group": "Pictures, sound and files"},
                    ),
                },
                verbose_name="course page",
            ),
        ),
        migrations.AddField(
            model_name="modulepage",
            name="evaluation",
            field=wagtail.fields.StreamField(
                [("scale", 1), ("choice", 5)],
                blank=True,
                block_lookup={
                    0: ("wagtail.blocks.CharBlock", (), {"label": "Statement", "max_length": 200}),
                    1: ("wagtail.blocks.StructBlock", [[("question", 0)]], {}),
                    2: ("wagtail.blocks.CharBlock", (), {"label": "Question", "max_length": 200}),
                    3: ("wagtail.blocks.CharBlock", (), {"label": "Answer", "max_length": 100}),
                    4: ("wagtail.blocks.ListBlock", (3,), {"label": "Answers", "min_num": 2}),
                    5: ("wagtail.blocks.StructBlock", [[("question", 2), ("options", 4)]], {}),
                },
                help_text="Asked after the questions that are asked after every day. Answers are anonymous.",
                verbose_name="own questions after the day",
            ),
        ),
        migrations.AddField(
            model_name="modulepage",
            name="preparation",
            field=wagtail.fields.StreamField(
                [("read", 6), ("watch", 6), ("write", 7), ("case", 7)],
                blank=True,
                block_lookup={
                    0: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 150}),
                    1: ("wagtail.blocks.TextBlock", (), {"label": "What to do", "max_length": 1000, "required": False}),
                    2: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"default": 20, "label": "Minutes it takes", "max_value": 600, "min_value": 1},
                    ),
                    3: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"default": 1, "label": "Due so many days before", "max_value": 60, "min_value": 0},
                    ),
                    4: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "Document", "required": False}),
                    5: ("wagtail.blocks.URLBlock", (), {"label": "Or an address", "required": False}),
                    6: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("title", 0),
                                ("instructions", 1),
                                ("minutes", 2),
                                ("days_before", 3),
                                ("document", 4),
                                ("url", 5),
                            ]
                        ],
                        {},
                    ),
                    7: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 0), ("instructions", 1), ("minutes", 2), ("days_before", 3)]],
                        {},
                    ),
                },
                help_text="What participants do before the day. They tick or answer each item.",
                verbose_name="preparation",
            ),
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("answers", models.JSONField(help_text="By question: what was asked, and the number of the answer.")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evaluations", to="courses.session"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LibraryDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("file", models.FileField(upload_to="documents", verbose_name="file")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("file_size", models.PositiveBigIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("booklet", "Method booklet"),
                            ("article", "Article"),
                            ("guide", "Guide"),
                            ("form", "Form"),
                            ("recording", "Film or sound"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("author", models.CharField(blank=True, max_length=150, verbose_name="author")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                ("summary", models.TextField(blank=True, max_length=500, verbose_name="in short")),
                (
                    "in_library",
                    models.BooleanField(
                        default=True,
                        help_text="Off for what only belongs to a page, e.g. the captions of a film.",
                        verbose_name="stands in the library",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty for what concerns the whole programme.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="courses.steppage",
                        verbose_name="step",
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True, help_text=None, through="taggit.TaggedItem", to="taggit.Tag", verbose_name="tags"
                    ),
                ),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "permissions": [("choose_librarydocument", "Can choose document")],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "token",
                    models.CharField(
                        default=courses.models.certificate.new_token, editable=False, max_length=43, unique=True
                    ),
                ),
                (
                    "with_preparation",
                    models.BooleanField(default=False, verbose_name="with the deadlines of the preparation"),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)), fields=("user",), name="one_live_calendar_feed"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DoneItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.UUIDField()),
                ("text", models.TextField(blank=True)),
                ("done_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.modulepage"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="done_items", to="courses.participant"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("participant", "module", "item"), name="item_done_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluated",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evaluated", to="courses.participant"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evaluated", to="courses.session"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("session", "participant"), name="evaluated_once")],
            },
        ),
        migrations.CreateModel(
            name="QuizAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.UUIDField()),
                ("version", models.CharField(help_text="Changes when what is asked changes.", max_length=16)),
                ("asked", models.JSONField()),
                ("answer", models.JSONField()),
                ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.modulepage"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quiz_answers",
                        to="courses.participant",
                    ),
                ),
            ],
            options={
                "ordering": ["answered_at", "pk"],
                "indexes": [models.Index(fields=["participant", "module"], name="answers_of_participant")],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("place", models.UUIDField(blank=True, help_text="The block last seen.", null=True)),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.modulepage"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readings", to="courses.participant"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("participant", "module"), name="reading_once")],
            },
        ),
        migrations.CreateModel(
            name="Reflection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("prompt", models.UUIDField()),
                ("asked", models.TextField()),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.modulepage"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reflections",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["written_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "module", "prompt"), name="reflection_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="reflection_says_something"
                    ),
                ],
            },
        ),
    ]
