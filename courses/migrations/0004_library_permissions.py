"""Editors add, change and choose documents of the library, as they did those of Wagtail's own kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

from people.permissions import EDITOR_GROUP

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CODENAMES = ("add_librarydocument", "change_librarydocument", "choose_librarydocument")


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Grant the editors' group the three for the whole collection tree."""
    group = apps.get_model("auth", "Group").objects.get(name=EDITOR_GROUP)
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="courses", model="librarydocument"
    )
    for codename in CODENAMES:
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
        )
        rows = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
        rows.get_or_create(group=group, collection=collection, permission=permission)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0003_learning"),
        ("people", "0003_editor_group"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
