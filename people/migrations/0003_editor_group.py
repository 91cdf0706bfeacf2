"""The group of those who edit content: who is in it follows from memberships, what it may do is set here once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

from people.permissions import EDITOR_GROUP

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILES = {
    ("wagtailimages", "image"): ("add_image", "change_image", "choose_image"),
    ("wagtaildocs", "document"): ("add_document", "change_document", "choose_document"),
}


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Editors write, publish and lock every page, and add and choose images and documents."""
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=EDITOR_GROUP)
    group.permissions.add(_permission(apps, "wagtailadmin", "admin", "access_admin"))
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    for codename in PAGES:
        permission = _permission(apps, "wagtailcore", "page", codename)
        rows = apps.get_model("wagtailcore", "GroupPagePermission").objects
        rows.get_or_create(group=group, page=root, permission=permission)
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for (app_label, model), codenames in FILES.items():
        for codename in codenames:
            permission = _permission(apps, app_label, model, codename)
            rows = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
            rows.get_or_create(group=group, collection=collection, permission=permission)


def _permission(apps: Apps, app_label: str, model: str, codename: str) -> object:
    # Permissions are made after the migrations; those that a migration needs it makes itself.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_municipalities"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
