"""What every test stands on: a migrated database, surroundings of its own, Danish as the language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.conf import settings as product_settings
from django.db import connection, connections
from django.test import TransactionTestCase
from django.test.utils import override_settings
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from lms.celery import app
from tests import audit_guard
from tests.database import choose_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker
    from pytest_django.fixtures import SettingsWrapper


# How long an example takes says more about the machine's other work than about the code.
hypothesis_settings.register_profile("trappen", deadline=None)
hypothesis_settings.load_profile("trappen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the pages that are generated from the code be written anew."""
    parser.addoption("--write-docs", action="store_true", help="Write the generated pages in docs/ anew.")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Copy the migrated template for this process; `--create-db` migrates anew."""
    configured = connection.settings_dict["NAME"]
    database = choose_database(connection.vendor, product_settings.DATA_DIR / "test")
    database.build(anew=request.config.getoption("create_db"))
    database.restore()
    connection.settings_dict["NAME"] = database.name

    def lay_anew(case: TransactionTestCase) -> None:
        # Django empties all tables here, and with them the municipalities and the site's root that migrations made.
        connections.close_all()
        database.restore()

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lay_anew)
    yield
    patch.undo()
    with django_db_blocker.unblock():
        connections.close_all()
    connection.settings_dict["NAME"] = configured
    database.drop()


@pytest.fixture(scope="session", autouse=True)
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests' uploads and tasks away from a demo's, watch writes beside the audit, hash passwords quickly."""
    folder = tmp_path_factory.mktemp("surroundings")
    if app.conf.broker_url.startswith("filesystem"):
        queue = folder / "broker"
        (queue / "control").mkdir(parents=True)
        options = {
            "data_folder_in": str(queue),
            "data_folder_out": str(queue),
            "control_folder": str(queue / "control"),
        }
    else:
        options = {"global_keyprefix": f"test-{uuid4()}-"}
    app.conf.broker_transport_options = options
    patch = pytest.MonkeyPatch()
    audit_guard.watch(patch)
    with override_settings(
        MEDIA_ROOT=folder / "media",
        PRIVATE_ROOT=folder / "private",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield
    patch.undo()


@pytest.fixture(autouse=True)
def _own_cache(settings: SettingsWrapper) -> None:
    """Let no test see what another has cached: rate limits above all."""
    settings.CACHES = {"default": product_settings.CACHES["default"] | {"KEY_PREFIX": str(uuid4())}}


@pytest.fixture(autouse=True)
def _danish() -> Iterator[None]:
    """Speak Danish in every test, whatever the test before has activated."""
    with translation.override("da"):
        yield


@pytest.fixture
def english() -> Iterator[None]:
    """Speak English in this test."""
    with translation.override("en"):
        yield


@pytest.fixture
def eager_tasks() -> Iterator[None]:
    """Run tasks at once and let their faults reach the test, instead of putting them into the queue."""
    before = app.conf.task_always_eager, app.conf.task_eager_propagates
    app.conf.task_always_eager = app.conf.task_eager_propagates = True
    yield
    app.conf.task_always_eager, app.conf.task_eager_propagates = before
