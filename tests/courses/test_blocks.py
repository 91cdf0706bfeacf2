"""What an editor meets in a block: Danish words, a preview, sentences at the fields; and what readers then see."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.images.models import Image

from courses.models import LibraryDocument, ModulePage
from people.roles import Role
from tests import factories
from tests.courses.learning.blocks import CHECKLIST, READ, block

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
FIELDS = ("content", "preparation", "evaluation")
CHILDREN = [(field, name) for field in FIELDS for name in ModulePage._meta.get_field(field).stream_block.child_blocks]  # type: ignore[attr-defined]


def child(field: str, name: str) -> Any:
    return ModulePage._meta.get_field(field).stream_block.child_blocks[name]  # type: ignore[attr-defined]


@pytest.fixture
def editor(client: Client) -> Client:
    person = factories.user()
    factories.membership(user=person, role=Role.EDITOR)
    client.force_login(person)
    client.get("/cms/")
    return client


@pytest.mark.parametrize(("field", "name"), CHILDREN)
def test_every_block_has_a_danish_name_and_says_what_it_is_for(field: str, name: str) -> None:
    found = child(field, name)
    danish = str(found.get_description())
    with translation.override("en"):
        assert str(found.get_description()) not in {"", danish}
    assert str(found.label)


@pytest.mark.parametrize("name", [name for field, name in CHILDREN if field == "content"])
def test_every_block_of_the_course_page_has_a_preview_in_the_pages_look(editor: Client, name: str) -> None:
    found = child("content", name)
    assert found.is_previewable
    response = editor.get(reverse("wagtailadmin_block_preview"), {"id": found.definition_prefix})
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("link[href$='css/learning.css']")
    main = page.select_one("main.course-page")
    assert main is not None
    assert main.get_text(strip=True)


# -- media ------------------------------------------------------------------------------------------------------------


def document(name: str) -> LibraryDocument:
    return LibraryDocument.objects.create(title=name, file=SimpleUploadedFile(name, b"x"))


def faults(kind: str, **value: Any) -> dict[str, list[str]]:
    """Return what the editor is told at each field of a block of the course page."""
    stream = ModulePage._meta.get_field("content").stream_block  # type: ignore[attr-defined]
    try:
        stream.clean(stream.to_python([block(kind, READ, value)]))
    except StreamBlockValidationError as error:
        inner: Any = error.block_errors[0]
        return {name: list(fault.messages) for name, fault in inner.block_errors.items()}
    return {}


def test_a_film_is_an_address_or_a_file_with_captions() -> None:
    film, words, text = document("film.mp4"), document("film.vtt"), document("film.txt")
    empty = {"title": "Film", "url": "", "file": None, "captions": None}
    assert faults("video", **empty | {"url": "https://vimeo.com/1"}) == {}
    assert faults("video", **empty | {"file": film.pk, "captions": words.pk}) == {}
    assert faults("video", **empty)["url"] == ["Angiv enten en videos adresse eller en fil, ikke begge dele."]
    both = faults("video", **empty | {"url": "https://vimeo.com/1", "file": film.pk, "captions": words.pk})
    assert "url" in both
    alone = faults("video", **empty | {"file": film.pk})
    assert alone == {"captions": ["En film skal have undertekster til dem, der ikke kan høre den."]}
    wrong = faults("video", **empty | {"file": text.pk, "captions": text.pk})
    assert wrong == {
        "file": ["Vælg en fil af en af disse slags: mp4, webm."],
        "captions": ["Vælg en fil af en af disse slags: vtt."],
    }
    assert "vimeo.com" in faults("video", **empty | {"url": "https://tv.example/1"})["url"][0]


def test_a_recording_is_a_sound_with_its_words() -> None:
    sound = {"title": "Lyd", "file": document("lyd.mp3").pk, "transcript": "<p>Hej</p>"}
    assert faults("audio", **sound) == {}
    assert "transcript" in faults("audio", **sound | {"transcript": ""})
    assert faults("audio", **sound | {"file": document("lyd.pdf").pk})["file"] == [
        "Vælg en fil af en af disse slags: m4a, mp3, ogg, wav."
    ]


# -- what readers meet ------------------------------------------------------------------------------------------------


def shown(client: Client, *blocks: dict[str, Any]) -> BeautifulSoup:
    programme = factories.programme()
    module = factories.module(factories.step(programme), content=json.dumps(list(blocks)))
    client.force_login(factories.participant(factories.team(factories.cohort(programme=programme))).user)
    response = client.get(module.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_a_film_from_elsewhere_loads_only_when_it_is_asked_for(client: Client) -> None:
    value = {"title": "En samtale", "url": "https://vimeo.com/123", "file": None, "captions": None}
    page = shown(client, block("video", READ, value))
    assert not page.select("iframe, [src*=vimeo]")
    place = page.select_one("[data-embed]")
    assert place is not None
    assert place["data-embed"] == "https://player.vimeo.com/video/123"
    assert "Filmen ligger hos vimeo.com, som får at vide, at du ser den." in place.get_text()


def test_files_and_pictures_are_shown_with_what_stands_for_them(client: Client) -> None:
    film, words, sound = document("film.mp4"), document("film.vtt"), document("lyd.mp3")
    factories.picture()
    picture = Image.objects.get()
    drawn = picture.renditions.get()
    # As with the factory's: where Wagtail draws it, a file stays open.
    drawn.pk, drawn.filter_spec = None, "width-1000|format-webp"
    drawn.save()
    image = {"image": picture.pk, "decorative": False, "alt_text": "En trappe med seks trin"}
    page = shown(
        client,
        block("video", READ, {"title": "Film", "url": "", "file": film.pk, "captions": words.pk}),
        block("audio", CHECKLIST, {"title": "Lyd", "file": sound.pk, "transcript": "<p>Ordene</p>"}),
        block("image", READ, {"image": image, "caption": "Trappen"}),
        block("document", READ, {"document": words.pk, "note": "Læs den"}),
    )
    track = page.select_one("video track[kind=captions]")
    assert track is not None
    assert track["src"] == words.url
    assert "Ordene" in page.get_text()
    alt = page.select_one("figure.picture img")
    assert alt is not None
    assert alt["alt"] == "En trappe med seks trin"


def test_what_an_editor_types_is_shown_as_text(client: Client) -> None:
    evil = "<script>alert(1)</script>"
    page = shown(
        client,
        block("heading", READ, evil),
        block("quotation", READ, {"text": evil, "source": evil}),
        block("discussion", READ, {"title": evil, "questions": [{"type": "item", "id": "x", "value": evil}]}),
    )
    assert not page.select("main script")
