"""Wagtail's admin is open to today's editors only, and only by the product's own login."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from people.enums import OrganisationKind
from people.models import User
from people.permissions import EDITOR_GROUP, may_edit_content
from people.roles import Role
from tests import factories

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

PASSWORD = "en hel sætning om trapper"


def in_group(person: User) -> bool:
    return person.groups.filter(name=EDITOR_GROUP).exists()


@pytest.mark.parametrize("role", [Role.TRAINER, Role.SUPERVISOR, Role.MODEL_OWNER, Role.AUTHORITY, Role.ADMINISTRATOR])
def test_no_other_membership_opens_the_door(client: Client, role: Role) -> None:
    kind = OrganisationKind.AUTHORITY if role == Role.AUTHORITY else OrganisationKind.MODEL_OWNER
    person = factories.membership(role=role, organisation=factories.organisation(kind=kind)).user
    client.force_login(person)

    assert client.get("/cms/").status_code == 403
    assert not in_group(person)


def test_taking_part_in_a_team_does_not_open_the_door(client: Client) -> None:
    client.force_login(factories.participant().user)

    assert client.get("/cms/").status_code == 403


def test_an_editor_comes_in_and_is_put_into_the_group(client: Client) -> None:
    editor = factories.membership(role=Role.EDITOR).user
    client.force_login(editor)

    assert client.get("/cms/").status_code == 200
    assert in_group(editor)


def test_an_editor_may_add_change_and_publish_pages_and_add_files(client: Client) -> None:
    editor = factories.membership(role=Role.EDITOR).user
    client.force_login(editor)
    client.get("/cms/")
    index = factories.programme_index()

    permissions = index.permissions_for_user(User.objects.get(pk=editor.pk))

    assert permissions.can_add_subpage()
    assert permissions.can_edit()
    assert permissions.can_publish()
    assert client.get("/cms/images/add/").status_code == 200
    assert client.get("/cms/documents/multiple/add/").status_code == 200


def test_an_editor_administers_nobody(client: Client) -> None:
    client.force_login(factories.membership(role=Role.EDITOR).user)

    assert client.get("/cms/users/").status_code == 302
    assert client.get("/cms/groups/").status_code == 302
    assert client.get("/people/").status_code == 403


def test_an_editor_whose_role_has_ended_is_refused_and_taken_out_of_the_group(client: Client) -> None:
    membership = factories.membership(role=Role.EDITOR)
    client.force_login(membership.user)
    client.get("/cms/")
    assert in_group(membership.user)

    membership.until = timezone.localdate()
    membership.save()

    assert client.get("/cms/").status_code == 403
    assert not in_group(membership.user)


def test_an_editor_from_tomorrow_on_is_refused_today(client: Client) -> None:
    editor = factories.membership(role=Role.EDITOR, since=timezone.localdate() + timedelta(days=1)).user
    client.force_login(editor)

    assert client.get("/cms/").status_code == 403


def test_a_superuser_comes_in_without_becoming_an_editor(client: Client) -> None:
    operator = factories.user(is_superuser=True)
    client.force_login(operator)

    assert client.get("/cms/").status_code == 200
    assert not in_group(operator)
    assert not may_edit_content(operator)


def test_a_superuser_gets_no_role_of_the_product(client: Client) -> None:
    client.force_login(factories.user(is_superuser=True))

    assert client.get("/people/").status_code == 403
    assert client.get("/organisations/").status_code == 403


def test_the_group_keeps_to_what_the_migration_gave_it() -> None:
    group = Group.objects.get(name=EDITOR_GROUP)

    pages = set(group.page_permissions.values_list("permission__codename", flat=True))
    files = set(group.collection_permissions.values_list("permission__codename", flat=True))

    assert pages == {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}
    assert files == {
        *(
            "add_image",
            "change_image",
            "choose_image",
            "add_librarydocument",
            "change_librarydocument",
            "choose_librarydocument",
        ),
        *("add_document", "change_document", "choose_document"),
    }
    assert set(group.permissions.values_list("codename", flat=True)) == {"access_admin"}


@pytest.mark.parametrize("address", ["/cms/", "/cms/pages/", "/cms/password_reset/", "/cms/no-such-page/"])
def test_who_is_not_logged_in_is_led_to_the_products_login(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == f"/account/login/?next={address}"


@pytest.mark.parametrize("form", ["/cms/login/", "/programmes/_util/login/"])
def test_wagtails_own_login_forms_let_nobody_in(client: Client, form: str) -> None:
    editor = factories.user(email="editor@example.dk", password=PASSWORD)
    factories.membership(user=editor, role=Role.EDITOR)

    response = client.post(form, {"username": "editor@example.dk", "password": PASSWORD, "next": "/cms/"})

    assert response.headers["Location"].startswith("/account/login/")
    assert client.get("/cms/").status_code == 302


def test_a_user_name_opens_nothing_whatever_form_sends_it(client: Client) -> None:
    factories.user(email="editor@example.dk", password=PASSWORD)

    assert not client.login(username="editor@example.dk", password=PASSWORD)
    assert client.login(email="editor@example.dk", password=PASSWORD)


def test_only_the_cms_may_run_inline_scripts(client: Client) -> None:
    client.force_login(factories.membership(role=Role.EDITOR).user)

    cms = client.get("/cms/").headers["Content-Security-Policy"]
    product = client.get("/account/").headers["Content-Security-Policy"]

    assert "script-src 'self' 'unsafe-inline'" in cms
    assert "unsafe-inline" not in product
