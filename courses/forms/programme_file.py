"""A programme as a file: uploaded to be looked at, and sent again to be loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.declaration import MAX_BYTES, DeclarationFaults, read_declaration, write_declaration

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from courses.declaration import ProgrammeDeclaration


class DeclarationForm(forms.Form):
    """A form that brings a declaration; its faults are a list of their own, not said of one field."""

    declaration: ProgrammeDeclaration

    def content(self) -> bytes | None:
        """Return what was sent, None if nothing was."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Read the declaration; what a browser sends is never taken as checked."""
        cleaned: dict[str, Any] = super().clean() or {}
        content = self.content()
        if content is not None:
            try:
                self.declaration = read_declaration(content)
            except DeclarationFaults as faults:
                self.add_error(None, faults.faults)
        return cleaned


class ProgrammeFileForm(DeclarationForm):
    """The file that an editor chooses."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A file that was exported here or comes with the product; its name ends in .toml."),
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )

    def content(self) -> bytes | None:
        """Return the file's content; one byte more than may be is enough to refuse the rest."""
        upload: UploadedFile | None = self.cleaned_data.get("file")
        return upload.read(MAX_BYTES + 1) if upload else None


class ProgrammeContentForm(DeclarationForm):
    """The same content once it has been looked at."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)

    @classmethod
    def holding(cls, declaration: ProgrammeDeclaration) -> ProgrammeContentForm:
        """Return the form that carries the declaration to the next page."""
        return cls(initial={"text": write_declaration(declaration)})

    def content(self) -> bytes | None:
        """Return the text as the file's content."""
        text: str | None = self.cleaned_data.get("text")
        return None if text is None else text.encode()
