"""How an editor uploads a document in Wagtail's admin: its kind is looked at, and its step says which programme."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from courses.library.file_kinds import HEAD_LENGTH, begins_as
from courses.models import ProgrammePage, StepPage

if TYPE_CHECKING:
    from collections.abc import Callable


class DocumentForm(BaseDocumentForm):
    """Wagtail's form for documents, which also asks whether a file is what its name says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "step" in self.fields:
            self.fields["step"].queryset = StepPage.objects.order_by("path")
            self.fields["step"].label_from_instance = _step_in_its_programme()

    def clean_file(self) -> Any:
        """Refuse a file whose content is not what its ending says; the endings themselves are asked by the model."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        ending = PurePosixPath(file.name).suffix.lstrip(".")
        file.seek(0)
        fits = begins_as(ending, file.read(HEAD_LENGTH))
        file.seek(0)
        if not fits:
            what = _("The name ends in .%(ending)s, but the file holds something else. Save it again as %(kind)s.")
            raise ValidationError(what % {"ending": ending, "kind": ending.upper()})
        return file


def _step_in_its_programme() -> Callable[[StepPage], str]:
    titles: dict[str, str] = dict(ProgrammePage.objects.values_list("path", "title"))
    return lambda step: f"{titles.get(step.path[: -step.steplen], '')}: {step.title}"
