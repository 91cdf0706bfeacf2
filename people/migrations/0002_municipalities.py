"""The 98 municipalities are reference data: they are there from the first migration on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

from people.municipalities import load_municipalities

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    load_municipalities(apps.get_model("people", "Organisation"))


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
