"""Choosing a list to import, and confirming what its preview showed; used by every import in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.imports.upload import MAX_BYTES, Upload, UploadLost, sign_upload, unsign_upload
from courses.tables import TableFault, read_table

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from courses.tables import Table
    from people.models import User


class UploadForm(forms.Form):
    """A CSV or Excel file; once valid, ``upload`` and ``table`` hold what was read."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel (.xlsx), at most 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={"empty": _("The file is empty."), "required": _("Choose the file first.")},
    )
    upload: Upload
    table: Table

    def clean_file(self) -> UploadedFile[Any]:
        """Read the file as a table; raises ValidationError with a sentence when it's too large or none."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(gettext("The file is larger than 1 MB. Remove what is not needed from it."))
        self.upload = Upload(file.name or "", file.read())
        self.table = table_in(self.upload)
        return file


class ConfirmForm(forms.Form):
    """Carries a previewed file; once valid, ``upload`` and ``table`` hold it as it was shown."""

    signed = forms.CharField(widget=forms.HiddenInput)
    upload: Upload
    table: Table

    def __init__(self, *args: Any, user: User, purpose: str, **kwargs: Any) -> None:
        self.user, self.purpose = user, purpose
        super().__init__(*args, **kwargs)

    @classmethod
    def carrying(cls, upload: Upload, *, user: User, purpose: str, **kwargs: Any) -> Self:
        """Return an unbound form with the upload in its hidden field."""
        signed = sign_upload(upload, user_id=user.pk, purpose=purpose)
        return cls(user=user, purpose=purpose, initial={"signed": signed}, **kwargs)

    def clean_signed(self) -> str:
        """Take the upload out of the field; raises ValidationError when it has expired."""
        signed: str = self.cleaned_data["signed"]
        try:
            self.upload = unsign_upload(signed, user_id=self.user.pk, purpose=self.purpose)
        except UploadLost:
            raise ValidationError(gettext("The preview has expired. Choose the file once more.")) from None
        self.table = table_in(self.upload)
        return signed


def table_in(upload: Upload) -> Table:
    """Return the table in the file; raises ValidationError with the sentence that says what it is instead."""
    try:
        return read_table(upload.content, upload.filename)
    except TableFault as fault:
        raise ValidationError(str(fault)) from None
