"""Pictures, film, sound and files, each with what those need who cannot see or hear it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from courses.blocks.faults import raise_faults
from courses.blocks.texts import Text
from courses.video import is_embeddable, video_hosts

if TYPE_CHECKING:
    from wagtail.documents.models import AbstractDocument

VIDEO_FILES = {"mp4", "webm"}
AUDIO_FILES = {"mp3", "m4a", "ogg", "wav"}
CAPTION_FILES = {"vtt"}


def _wrong_kind(document: AbstractDocument | None, wanted: set[str]) -> str | None:
    """Return why the file will not do here; None where there is none or its kind fits."""
    if document is None or PurePosixPath(document.filename).suffix.lower().lstrip(".") in wanted:
        return None
    return gettext("Choose a file of one of these kinds: %(kinds)s.") % {"kinds": ", ".join(sorted(wanted))}


class Image(blocks.StructBlock):
    """A picture with its alternative text."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        label = _("Picture")
        icon = "image"
        description = _("A picture, with the text that stands for it where it cannot be seen.")
        template = "courses/blocks/image.html"
        preview_template = "courses/blocks/previews/image.html"


class Video(blocks.StructBlock):
    """A film: from a host that the product trusts, or a file of its own with captions."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    url = blocks.URLBlock(
        label=_("Address of the video"), required=False, help_text=_("Paste the address from the video's own page.")
    )
    file = DocumentChooserBlock(label=_("Or a file of your own"), required=False)
    captions = DocumentChooserBlock(
        label=_("Captions of your file"), required=False, help_text=_("A file with the ending .vtt.")
    )

    class Meta:
        label = _("Video")
        icon = "media"
        description = _("A film from a video site, or a file of your own with captions.")
        template = "courses/blocks/video.html"
        preview_value = {"title": "En rådgivningssamtale", "url": "https://vimeo.com/123456789"}

    def clean(self, value: Any) -> Any:
        """Ask for exactly one film, from a host on the list, or as a file with its captions."""
        cleaned = super().clean(value)
        url, file, captions = cleaned["url"], cleaned["file"], cleaned["captions"]
        neither = (
            None if bool(url) != bool(file) else gettext("Give either the address of a video or a file, not both.")
        )
        raise_faults(
            {
                "url": neither or _unknown_host(url),
                "file": _wrong_kind(file, VIDEO_FILES),
                "captions": _wrong_kind(captions, CAPTION_FILES)
                or (gettext("A film needs captions for those who cannot hear it.") if file and not captions else None),
            }
        )
        return cleaned


def _unknown_host(url: str) -> str | None:
    if not url or is_embeddable(url):
        return None
    message = gettext("Videos can be shown from %(hosts)s. Others you can link to in a text.")
    return message % {"hosts": ", ".join(video_hosts())}


class Audio(blocks.StructBlock):
    """A recording with what is said in it."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    file = DocumentChooserBlock(label=_("Sound file"))
    transcript = Text(label=_("What is said"), help_text=_("For those who cannot hear it, or have no sound on."))

    class Meta:
        label = _("Sound")
        icon = "media"
        description = _("A recording, with its words as text.")
        template = "courses/blocks/audio.html"
        preview_template = "courses/blocks/previews/audio.html"

    def clean(self, value: Any) -> Any:
        """Refuse a file that is no sound."""
        cleaned = super().clean(value)
        raise_faults({"file": _wrong_kind(cleaned["file"], AUDIO_FILES)})
        return cleaned


class DocumentLink(blocks.StructBlock):
    """A document of the library."""

    document = DocumentChooserBlock(label=_("Document"))
    note = blocks.CharBlock(label=_("Why read it"), max_length=200, required=False)

    class Meta:
        label = _("Document from the library")
        icon = "doc-full"
        description = _("A booklet, an article or a form from the library.")
        template = "courses/blocks/document.html"
        preview_template = "courses/blocks/previews/document.html"
