"""The documents as PDF: accessible by the standard, the same every time, and harmless whatever people are called."""

from __future__ import annotations

import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from courses.documents.content import ACTIVITY_KINDS, CertificateContent, Exemption, KindMinutes, MakeUp
from courses.documents.render import Language, render_pdf
from tests.courses.documents.samples import ASSOCIATE_STATEMENT, CERTIFICATE, LONGEST, STATEMENT, VERIFY_URL

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES: tuple[Language, ...] = ("da", "en")
TITLES = st.text(alphabet=st.characters(codec="latin-1", exclude_categories=["Cc"]), min_size=1, max_size=60)
MINUTES = st.integers(0, 999)


def render(content: CertificateContent, language: Language = "da") -> bytes:
    return render_pdf(content, language=language, verify_url=VERIFY_URL)


def read(content: CertificateContent, language: Language = "da") -> PdfReader:
    return PdfReader(io.BytesIO(render(content, language)))


def text_of(reader: PdfReader) -> str:
    """Return the text of all pages with single spaces, as a person would search for it."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def elements(node: Any) -> Iterator[Any]:
    """Yield the elements of the structure tree from `node` on, in reading order."""
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        element = child.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield element
            yield from elements(element)


def tags(reader: PdfReader) -> list[str]:
    return [str(element["/S"]) for element in elements(reader.trailer["/Root"]["/StructTreeRoot"])]


@pytest.mark.parametrize("content", [CERTIFICATE, LONGEST, STATEMENT, ASSOCIATE_STATEMENT])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_says_that_it_is_accessible_and_in_which_language(
    content: CertificateContent, language: Language
) -> None:
    pdf = render(content, language)
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]

    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_a_document_has_title_author_and_the_date_of_issue() -> None:
    metadata = read(CERTIFICATE).metadata

    assert metadata is not None
    assert metadata.title == "Uddannelsesbevis – Camilla Holm"
    assert metadata.author == "U-turn København"
    assert metadata.creation_date == datetime(2026, 6, 12, tzinfo=UTC)


def test_a_certificate_is_structured_by_headings_tables_and_lists() -> None:
    structure = tags(read(CERTIFICATE))

    headings = [tag for tag in structure if tag.startswith("/H")]
    assert headings == ["/H1"] + ["/H2"] * 5
    assert structure.count("/Table") == 1
    assert structure.count("/TH") == 3
    assert structure.count("/TR") == 8
    assert structure.count("/LI") == 2


def test_the_code_is_the_only_figure_and_says_where_it_leads() -> None:
    root = read(CERTIFICATE, "en").trailer["/Root"]["/StructTreeRoot"]

    figures = [element["/Alt"] for element in elements(root) if element["/S"] == "/Figure"]
    assert figures == [f"QR code for the verification page {VERIFY_URL}"]


def test_the_printed_address_is_a_link_to_the_verification_page() -> None:
    reader = read(CERTIFICATE)

    links = [annotation.get_object()["/A"]["/URI"] for annotation in reader.pages[0]["/Annots"]]
    assert set(links) == {VERIFY_URL}
    assert "trappen.dk/bevis/7K4M-9QXD-2RFT" in text_of(reader).replace("/ ", "/")


def test_a_certificate_in_danish_states_what_was_earned() -> None:
    text = text_of(read(CERTIFICATE))

    for words in (
        "Uddannelsesbevis Camilla Holm Medarbejder, Helsingør Kommune",
        "har gennemført uddannelsen i U-turn på hold 2024 fra 2. september 2024 til 12. juni 2026",
        "opfyldt kravet om mindst 80 % fremmøde.",
        "91,3 % 10.164 af 11.130 minutter krav 80 %",
        "Praktikdage 28 t. 21 t. Supervision 36 t. 33 t. 54 min.",
        "I alt 185 t. 30 min. 169 t. 24 min.",
        "Fritaget for PRA1 Praktikdag 1, 420 min.",
        "UDD7 Uddannelsesdag 7: Gruppetilbud, 420 min., 4. marts 2026",
        "Udstedt 12. juni 2026 Mette Lindqvist U-turn København Bevis nr. UT-2026-0042",
    ):
        assert words in text


def test_a_certificate_in_english_follows_english_habits() -> None:
    text = text_of(read(CERTIFICATE, "en"))

    for words in (
        "Certificate Camilla Holm Member of staff, Helsingør Kommune",
        "has completed the training in U-turn, cohort 2024, from 2 September 2024 to 12 June 2026,",
        "91.3% 10,164 of 11,130 minutes required: 80%",
        "Supervision 36 h 33 h 54 min",
        "Made up UDD7 Uddannelsesdag 7: Gruppetilbud, 420 min, 4 March 2026",
        "Issued 12 June 2026",
    ):
        assert words in text


DANISH_KINDS = """Internat, Basiskursus, Uddannelsesdage, Praktikdage, Forældregruppeaftener, Supervision,
Udvidet supervision, Statusmøder, Ledelseskonsultationer, Øvrige"""
ENGLISH_KINDS = """Residential kick-off, Basic course, Training days, Practice days, Parent-group evenings, Supervision,
Extended supervision, Status meetings, Leadership consultations, Other"""


@pytest.mark.parametrize(("language", "labels"), [("da", DANISH_KINDS), ("en", ENGLISH_KINDS)])
def test_every_kind_of_activity_has_its_name(language: Language, labels: str) -> None:
    text = text_of(read(LONGEST, language))

    places = [text.index(f"{label.strip()} 70 ") for label in labels.split(",")]
    assert len(places) == len(ACTIVITY_KINDS)
    assert places == sorted(places)


def test_a_statement_says_that_it_is_no_certificate_and_flows_onto_a_second_page() -> None:
    reader = read(STATEMENT)
    text = text_of(reader)

    assert len(reader.pages) == 2
    assert "Bekræftelse på deltagelse" in text
    assert "den er ikke et uddannelsesbevis." in text
    assert "45 mødegange · 9.450 minutter" in text
    assert "UT-2026-0042 · Camilla Holm Side 1 af 2" in text
    assert text.index("Side 1 af 2") < text.index("Udstedt 12. juni 2026") < text.index("Side 2 af 2")
    assert tags(reader).count("/TR") == 8 + 46


def test_the_statement_of_someone_outside_the_audience_has_no_plan_to_be_measured_against() -> None:
    text = text_of(read(ASSOCIATE_STATEMENT, "en"))

    assert "Associate, Helsingør Kommune" in text
    assert "1 session · 210 minutes" in text
    assert "%" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_certificate_stays_on_one_page(language: Language) -> None:
    assert len(read(LONGEST, language).pages) == 1


@settings(max_examples=30, deadline=None)
@given(
    name=TITLES.filter(str.strip),
    programme=TITLES,
    kinds=st.lists(st.sampled_from(ACTIVITY_KINDS), max_size=8, unique=True),
    exemptions=st.lists(st.builds(Exemption, st.just("UDD10"), TITLES, MINUTES), max_size=4),
    make_ups=st.lists(st.builds(MakeUp, st.just("SUP16"), TITLES, MINUTES, st.dates()), max_size=6),
)
def test_a_certificate_stays_on_one_page(
    name: str, programme: str, kinds: list[str], exemptions: list[Exemption], make_ups: list[MakeUp]
) -> None:
    content = replace(
        CERTIFICATE,
        name=name,
        programme=programme,
        minutes_by_kind=tuple(KindMinutes(kind, 630, 600) for kind in kinds),
        exemptions=tuple(exemptions),
        make_ups=tuple(make_ups),
    )

    assert len(read(content).pages) == 1


@pytest.mark.parametrize(
    "name",
    [
        '#panic("no") *fed* [x] $y$ _z_ @ref <label> \\ // /* ~',
        '"}); #import "x" ` = == - + / {{ name }} <script>',
        "#sys.inputs.content",
    ],
)
def test_markup_in_a_name_is_printed_as_it_was_typed(name: str) -> None:
    reader = read(replace(CERTIFICATE, name=name, municipality=name, issuer=name))

    assert text_of(reader).replace(" ", "").count(name.replace(" ", "")) == 4
    assert reader.metadata is not None
    assert reader.metadata.title == f"Uddannelsesbevis – {name}"


@settings(max_examples=30, deadline=None)
@given(text=st.text(min_size=1, max_size=40).filter(str.strip))
def test_no_text_can_stop_a_document_from_being_drawn(text: str) -> None:
    content = replace(
        CERTIFICATE, name=text, issuer=text, serial=text, exemptions=(Exemption(text, text, 1),), issued_by_name=text
    )

    assert render(content).startswith(b"%PDF-")


def test_the_same_content_gives_the_same_bytes_in_every_thread_and_process() -> None:
    once = render(LONGEST)
    with ThreadPoolExecutor(4) as pool:
        several = list(pool.map(render, [LONGEST] * 8))
    script = "import sys; from tests.courses.documents import samples, test_render as t; "
    script += "sys.stdout.buffer.write(t.render(samples.LONGEST))"
    elsewhere = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout

    assert {once, elsewhere, *several} == {once}


def test_another_date_of_issue_gives_other_bytes() -> None:
    assert render(CERTIFICATE) != render(replace(CERTIFICATE, issued_on=date(2026, 6, 13)))


def test_a_process_forked_after_rendering_is_refused_instead_of_waiting_for_ever() -> None:
    script = """
import os
from tests.courses.documents import samples, test_render as t
t.render(samples.CERTIFICATE)
child = os.fork()
if child == 0:
    try:
        t.render(samples.CERTIFICATE)
    except RuntimeError:
        os._exit(3)
    os._exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True, timeout=60)

    assert run.stdout.strip() == "3"


def test_a_language_without_texts_is_refused() -> None:
    with pytest.raises(ValueError, match="no texts in language 'sv'"):
        render_pdf(CERTIFICATE, language="sv", verify_url=VERIFY_URL)  # type: ignore[arg-type]
