"""Tests of the programme's pages as readers meet them: what they say, to whom, and in how many queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from courses.enums import ActivityKind
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    programme = factories.programme(title="U-turn")
    step = factories.step(programme, title="Gruppetilbud", month_from=12, month_to=17)
    for number in (7, 8):
        factories.module(step, code=f"UDD{number}", title=f"Uddannelsesdag {number}", month_offset=number + 6)
    factories.activity(programme)
    return programme


@pytest.fixture
def owner(client, programme):
    owner = factories.model_owner(programme)
    client.force_login(owner)
    return owner


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_index_shows_the_programmes_in_scope_with_their_steps(client, programme, owner):
    factories.programme(title="En andens model")
    html = page(client, reverse("wagtail_serve", args=[""]))
    assert "U-turn" in html
    assert "1 trin" in html
    assert "over 24 måneder" in html
    assert "En andens model" not in html


def test_index_without_programmes_says_what_to_do(client):
    factories.programme_index()
    client.force_login(factories.user())
    assert "Ingen modeller endnu" in page(client, reverse("wagtail_serve", args=[""]))


def test_programme_shows_its_staircase_its_steps_and_what_recurs(client, programme, owner):
    html = page(client, programme.url)
    assert 'class="staircase wide"' in html
    assert 'class="staircase compact"' in html
    assert "Uddannelsesdag 7" in html
    assert "8 gange om året" in html
    assert "bevis ved 80 % fremmøde" in html


def test_programme_without_steps_is_told_as_a_draft(client):
    empty = factories.programme()
    client.force_login(factories.model_owner(empty))
    html = page(client, empty.url)
    assert "Ingen trin endnu" in html
    assert "staircase" not in html.split("<main")[1]


def test_step_shows_its_months_and_its_modules(client, programme, owner):
    html = page(client, programme.steps()[0].url)
    assert "Måned 12–17" in html
    assert "UDD7" in html


def test_step_without_modules_says_so(client, programme, owner):
    assert "Ingen moduler endnu" in page(client, factories.step(programme).url)


def test_module_shows_its_facts_and_its_neighbours(client, programme, owner):
    first, second = programme.modules()
    html = page(client, first.url)
    assert "7 timer" in html
    assert "9.00–16.00" in html
    assert "Måned 13" in html
    assert f'rel="next" href="{second.url}"' in html
    assert 'rel="prev"' not in html


def test_module_that_does_not_count_says_so(client, programme, owner):
    module = factories.module(programme.steps()[0], code="DAG1", counts=False, kind=ActivityKind.OTHER)
    assert "Tæller ikke med til beviset" in page(client, module.url)


def test_pages_of_a_programme_do_not_exist_for_those_outside_it(client, programme):
    client.force_login(factories.user())
    urls = [programme.url, programme.steps()[0].url, programme.modules()[0].url]
    assert [client.get(url).status_code for url in urls] == [404, 404, 404]


def test_a_password_of_wagtail_s_guards_the_page_and_what_lies_below_it(client, programme, owner):
    step, module = programme.steps()[0], programme.modules()[0]
    PageViewRestriction.objects.create(page=step, restriction_type=PageViewRestriction.PASSWORD, password="x")
    assert [("7 timer" in page(client, url)) for url in (programme.url, step.url, module.url)] == [True, False, False]


def test_pages_are_found_also_where_there_is_another_site(client, programme, owner):
    address = programme.modules()[0].url
    Site.objects.create(hostname="other.example", root_page=programme)
    assert "7 timer" in page(client, address)


@pytest.mark.parametrize("kind", ["index", "programme", "step", "module"])
def test_page_takes_as_many_queries_with_many_rows_as_with_few(client, programme, owner, kind):
    step = programme.steps()[0]
    urls = {
        "index": reverse("wagtail_serve", args=[""]),
        "programme": programme.url,
        "step": step.url,
        "module": programme.modules()[0].url,
    }
    page(client, urls[kind])
    few = _queries(client, urls[kind])
    for number in range(10):
        factories.module(step, code=f"XX{number}")
        factories.step(programme)
        factories.activity(programme, code_prefix=f"A{'BCDEFGHIJK'[number]}")
        factories.step(factories.programme(owner=programme.owner_organisation))
    assert _queries(client, urls[kind]) == few


def _queries(client, url):
    with CaptureQueriesContext(connection) as queries:
        page(client, url)
    return len(queries)
