"""Documents and pictures on their way in and out: what is taken, how it is served, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.images.models import Image
from wagtail.models import Collection, CollectionViewRestriction

from courses.library.byte_ranges import Part, UnsatisfiableError, wanted_part
from courses.library.file_kinds import begins_as
from courses.models import LibraryDocument
from people.roles import Role
from tests import factories

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from people.models import User

FIRST_BYTES = {
    "pdf": b"%PDF-1.7 ...",
    "docx": b"PK\x03\x04....",
    "xlsx": b"PK\x03\x04....",
    "pptx": b"PK\x03\x04....",
    "odt": b"PK\x03\x04....",
    "ods": b"PK\x03\x04....",
    "odp": b"PK\x03\x04....",
    "txt": "Blåbærgrød".encode(),
    "csv": "navn;år\nÅse;2024".encode("cp1252"),
    "mp3": b"ID3\x04....",
    "m4a": b"\0\0\0\x20ftypM4A ",
    "ogg": b"OggS....",
    "wav": b"RIFF....WAVEfmt ",
    "mp4": b"\0\0\0\x20ftypisom",
    "webm": b"\x1aE\xdf\xa3....",
    "vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nHej",
}
HTML, SVG, PROGRAM = b"<!DOCTYPE html><script>1</script>", b'<svg xmlns="http://x"/>', b"MZ\x90\0"


class TestPartsOfAFile:
    """What RFC 9110, section 14, says about one range."""

    @pytest.mark.parametrize(
        ("header", "part"),
        [
            ("bytes=0-1", Part(0, 1)),
            ("bytes=0-", Part(0, 99)),
            ("bytes=90-200", Part(90, 99)),
            ("bytes=-10", Part(90, 99)),
            ("bytes=-500", Part(0, 99)),
            ("Bytes = 5 - 5", Part(5, 5)),
            (None, None),
            ("", None),
            ("bytes=-", None),
            ("bytes=5-2", None),
            ("bytes=0-1,5-6", None),
            ("lines=0-1", None),
            ("bytes=a-b", None),
            ("bytes=٣-٤", None),
            ("bytes=" + "9" * 5000 + "-", None),
            ("bytes=-" + "9" * 5000, None),
        ],
    )
    def test_a_part_or_the_whole(self, header: str | None, part: Part | None) -> None:
        assert wanted_part(header, 100) == part

    @pytest.mark.parametrize(("header", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-0", 0)])
    def test_beyond_the_file(self, header: str, size: int) -> None:
        with pytest.raises(UnsatisfiableError):
            wanted_part(header, size)

    @given(first=st.integers(0, 300), last=st.integers(0, 300), size=st.integers(1, 200))
    def test_a_part_is_what_slicing_gives(self, first: int, last: int, size: int) -> None:
        content = bytes(index % 251 for index in range(size))
        if first > last:
            assert wanted_part(f"bytes={first}-{last}", size) is None
        elif first < size:
            part = wanted_part(f"bytes={first}-{last}", size)
            assert part is not None
            assert content[part.first : part.last + 1] == content[first : last + 1]
            assert part.length == len(content[first : last + 1])


class TestKindsOfFiles:
    def test_every_ending_that_may_be_uploaded_is_known(self, settings: SettingsWrapper) -> None:
        assert set(settings.WAGTAILDOCS_EXTENSIONS) == FIRST_BYTES.keys()

    @pytest.mark.parametrize("ending", FIRST_BYTES)
    def test_what_begins_as_it_should_is_taken_and_disguises_are_not(self, ending: str) -> None:
        assert begins_as(ending, FIRST_BYTES[ending])
        assert begins_as(ending.upper(), FIRST_BYTES[ending])
        for disguise in (HTML, SVG, b'<?xml version="1.0"?><svg/>', PROGRAM, b"\xef\xbb\xbf <HTML>"):
            assert not begins_as(ending, disguise)

    def test_an_empty_binary_file_and_an_unknown_ending_are_refused(self) -> None:
        assert not any(begins_as(ending, b"") for ending in FIRST_BYTES if ending not in {"txt", "csv"})
        assert not begins_as("exe", FIRST_BYTES["txt"])


def upload(name: str, content: bytes, **fields: object) -> dict[str, object]:
    """What Wagtail's form for a document sends."""
    collection = Collection.get_first_root_node().pk
    file = SimpleUploadedFile(name, content)
    return {"title": "Et hæfte", "file": file, "collection": collection, "category": "booklet", "tags": "", **fields}


@pytest.mark.django_db
class TestUploading:
    @pytest.fixture
    def editor(self, client: Client) -> User:
        person = factories.membership(role=Role.EDITOR).user
        client.force_login(person)
        # The group that holds Wagtail's permissions follows at the door.
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
        return person

    def test_an_editor_uploads_changes_and_chooses_documents(self, client: Client, editor: User) -> None:
        step = factories.step(factories.programme(title="U-turn"), title="Forældregrupper")
        form = client.get(reverse("wagtaildocs:add")).content.decode()
        for label in ("Slags" if "Slags" in form else "Type", "Trin", "Forfatter", "År", "Kort fortalt"):
            assert label in form
        assert "U-turn: Forældregrupper" in form

        sent = upload("haefte.pdf", FIRST_BYTES["pdf"], step=step.pk, author="U-turn", year="2015", in_library="on")
        assert client.post(reverse("wagtaildocs:add"), sent).status_code == 302
        made = LibraryDocument.objects.get()
        assert (made.step, made.author, made.year, made.category) == (step, "U-turn", 2015, "booklet")
        assert (made.uploaded_by_user, made.file_size) == (editor, len(FIRST_BYTES["pdf"]))

        changed = upload("a.pdf", b"") | {"title": "Et nyt navn", "file": ""}
        assert client.post(reverse("wagtaildocs:edit", args=[made.pk]), changed).status_code == 302
        made.refresh_from_db()
        assert (made.title, made.in_library) == ("Et nyt navn", False)
        assert "Et nyt navn" in client.get(reverse("wagtaildocs_chooser:choose")).content.decode()

    # Wagtail draws the pictures of its lists, and leaves their files open until they are collected.
    @pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
    def test_an_editor_uploads_and_changes_pictures(self, client: Client, editor: User) -> None:
        factories.picture()
        image = Image.objects.get()

        for name, args in (
            ("wagtailimages:add", []),
            ("wagtailimages:index", []),
            ("wagtailimages:edit", [image.pk]),
            ("wagtailimages_chooser:choose", []),
        ):
            assert client.get(reverse(name, args=args)).status_code == 200

    def test_the_menu_leads_to_documents_and_pictures(self, client: Client, editor: User) -> None:
        text = client.get(reverse("wagtailadmin_home")).content.decode()

        assert reverse("wagtaildocs:index") in text
        assert reverse("wagtailimages:index") in text

    @pytest.mark.parametrize("role", [Role.MODEL_OWNER, Role.TRAINER, Role.ADMINISTRATOR])
    @pytest.mark.parametrize("name", ["wagtaildocs:add", "wagtaildocs:index", "wagtailimages:add"])
    def test_nobody_else_gets_in(self, name: str, role: Role, client: Client) -> None:
        client.force_login(factories.membership(role=role).user)

        assert client.get(reverse(name)).status_code == 403
        assert client.post(reverse(name), upload("a.pdf", FIRST_BYTES["pdf"])).status_code == 403
        assert not LibraryDocument.objects.exists()

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("a.pdf", HTML, "Navnet ender på .pdf, men filen indeholder noget andet. Gem den igen som PDF."),
            ("a.pdf", SVG, "indeholder noget andet"),
            ("a.docx", FIRST_BYTES["pdf"], "indeholder noget andet"),
            ("a.html", HTML, "html"),
            ("a.svg", SVG, "svg"),
            ("a.exe", PROGRAM, "exe"),
        ],
    )
    def test_what_is_not_what_it_says_is_refused_in_words(
        self, name: str, content: bytes, said: str, client: Client, editor: User
    ) -> None:
        response = client.post(reverse("wagtaildocs:add"), upload(name, content))

        assert said in response.content.decode()
        assert not LibraryDocument.objects.exists()

    def test_the_uploader_for_several_files_and_the_chooser_ask_the_same(self, client: Client, editor: User) -> None:
        several = client.post(
            reverse("wagtaildocs:add_multiple"),
            {"title": "x", "files[]": SimpleUploadedFile("a.pdf", HTML), "collection": "1"},
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
        fields = {f"document-chooser-upload-{name}": value for name, value in upload("a.pdf", HTML).items()}
        chosen = client.post(reverse("wagtaildocs_chooser:create"), fields)

        assert "noget andet" in several.json()["error_message"]
        assert "noget andet" in chosen.content.decode()
        assert not LibraryDocument.objects.exists()

    def test_a_file_that_is_too_large_is_refused(self, client: Client, editor: User, settings: SettingsWrapper) -> None:
        assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == 50 * 1024 * 1024
        settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10
        client.post(reverse("wagtaildocs:add"), upload("a.pdf", FIRST_BYTES["pdf"]))

        assert not LibraryDocument.objects.exists()


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.django_db
class TestServing:
    @pytest.fixture(autouse=True)
    def reader(self, client: Client) -> User:
        person = factories.participant().user
        client.force_login(person)
        return person

    def test_a_pdf_is_shown_and_runs_nothing(self, client: Client) -> None:
        response = client.get(factories.document(content=FIRST_BYTES["pdf"]).url)

        assert body(response) == FIRST_BYTES["pdf"]
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"].startswith("inline")
        assert response["Content-Security-Policy"] == "default-src 'none'"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "private, no-cache"

    @pytest.mark.parametrize("ending", sorted(FIRST_BYTES))
    def test_only_what_the_settings_name_is_shown_inline(
        self, ending: str, client: Client, settings: SettingsWrapper
    ) -> None:
        response = client.get(factories.document(name=f"fil-{ending}.{ending}", content=FIRST_BYTES[ending]).url)
        inline = settings.WAGTAILDOCS_CONTENT_TYPES[ending] in settings.WAGTAILDOCS_INLINE_CONTENT_TYPES

        assert body(response) == FIRST_BYTES[ending]
        assert response["Content-Disposition"].startswith("inline" if inline else "attachment")
        assert ("sandbox" in response["Content-Security-Policy"]) is not inline
        assert "html" not in response["Content-Type"]
        assert "svg" not in response["Content-Type"]

    def test_a_page_that_lies_there_from_before_is_handed_out_as_an_attachment(self, client: Client) -> None:
        response = client.get(factories.document(name="gammel.html", content=HTML).url)

        assert body(response) == HTML
        assert response["Content-Disposition"].startswith("attachment")
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"

    def test_a_player_gets_the_part_it_asks_for(self, client: Client) -> None:
        film = bytes(range(256)) * 1000
        document = factories.document(name="film.mp4", content=film)
        whole = client.get(document.url)
        part = client.get(document.url, headers={"Range": "bytes=1000-199999"})
        end = client.get(document.url, headers={"Range": "bytes=-10"})
        beyond = client.get(document.url, headers={"Range": "bytes=256000-"})

        assert (whole.status_code, whole["Accept-Ranges"], body(whole)) == (200, "bytes", film)
        assert (part.status_code, body(part)) == (206, film[1000:200000])
        assert part["Content-Range"] == "bytes 1000-199999/256000"
        assert part["Content-Length"] == "199000"
        assert part["Content-Type"] == "video/mp4"
        assert (end.status_code, body(end)) == (206, film[-10:])
        assert (beyond.status_code, beyond["Content-Range"]) == (416, "bytes */256000")

    def test_a_part_of_an_older_file_is_answered_with_the_whole(self, client: Client) -> None:
        document = factories.document(name="lyd.mp3", content=FIRST_BYTES["mp3"])
        headers = {"Range": "bytes=0-1", "If-Range": '"den gamle"'}

        older = client.get(document.url, headers=headers)
        same = client.get(document.url, headers=headers | {"If-Range": f'"{document.file_hash}"'})
        assert (older.status_code, body(older)) == (200, FIRST_BYTES["mp3"])
        assert (same.status_code, body(same)) == (206, FIRST_BYTES["mp3"][:2])

    @pytest.mark.parametrize("asked", [{}, {"Range": "bytes=0-1"}])
    def test_a_file_that_is_no_longer_there_is_not_found(self, asked: dict[str, str], client: Client) -> None:
        document = factories.document()
        document.file.storage.delete(document.file.name)

        assert client.get(document.url, headers=asked).status_code == 404

    def test_who_has_it_already_gets_304(self, client: Client) -> None:
        document = factories.document()
        first = client.get(document.url)
        assert body(first)
        etag = first["ETag"]

        assert client.get(document.url, headers={"If-None-Match": etag}).status_code == 304

    def test_a_collections_privacy_is_asked_too(self, client: Client) -> None:
        collection = Collection.get_first_root_node().add_child(name="Lukket")
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="groups")
        document = factories.document(collection=collection)

        assert client.get(document.url).status_code == 302

    def test_scope_is_asked_before_the_collections_privacy(self, client: Client) -> None:
        collection = Collection.get_first_root_node().add_child(name="Lukket")
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="groups")
        document = factories.document(collection=collection, step=factories.step(factories.programme()))

        assert client.get(document.url).status_code == 404

    def test_wagtails_own_view_asks_the_same(self, client: Client, rf: Any, reader: User) -> None:
        from django.http import Http404
        from wagtail.documents.views.serve import serve

        document = factories.document(step=factories.step(factories.programme()))
        request = rf.get(document.url)
        request.user = reader
        with pytest.raises(Http404):
            serve(request, document.pk, document.filename)

    def test_nobody_without_a_login_and_no_other_name(self, client: Client) -> None:
        document = factories.document()

        assert client.get(document.url + "x").status_code == 404
        client.logout()
        assert client.get(document.url).status_code == 302


@pytest.mark.django_db
class TestPictures:
    def test_a_reader_and_an_editor_see_a_pages_picture(self, client: Client) -> None:
        url = f"/media/images/{factories.picture()}"
        for person in (factories.participant().user, factories.membership(role=Role.EDITOR).user):
            client.force_login(person)
            response = client.get(url)
            assert response.status_code == 200
            assert response["Content-Type"] == "image/png"
            assert response["X-Content-Type-Options"] == "nosniff"
            assert body(response).startswith(b"\x89PNG")

    def test_it_is_the_address_that_pages_give_it(self) -> None:
        name = factories.picture()

        assert Image.objects.get().get_rendition("width-4").url == reverse("courses:picture", args=[name])

    def test_originals_and_documents_are_served_nowhere_below_media(self, client: Client) -> None:
        factories.picture()
        document = factories.document()
        client.force_login(factories.membership(role=Role.EDITOR).user)

        for path in (Image.objects.get().file.name, document.file.name, f"images/../{document.file.name}"):
            assert client.get(f"/media/{path}").status_code == 404

    def test_a_closed_collections_picture_is_not_shown(self, client: Client) -> None:
        collection = Collection.get_first_root_node().add_child(name="Lukket")
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="groups")
        client.force_login(factories.participant().user)

        assert client.get(f"/media/images/{factories.picture(collection=collection)}").status_code == 404
