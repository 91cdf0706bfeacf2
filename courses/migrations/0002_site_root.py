"""The list of programmes is the site's root: it takes the place of the welcome page that Wagtail brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TITLE, SLUG = "Modeller", "modeller"


def replace(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Turn the root page of the default site into the list; leave any site alone that is no longer as Wagtail made it.

    The page keeps its place in the tree, so that nothing needs to be moved.
    """
    site = apps.get_model("wagtailcore", "Site").objects.get(is_default_site=True)
    page = site.root_page
    if page.content_type.model != "page" or page.numchild:
        return
    index_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="courses", model="programmeindexpage"
    )
    page.title = page.draft_title = TITLE
    page.slug, page.url_path, page.content_type = SLUG, f"/{SLUG}/", index_type
    page.save()
    index = apps.get_model("courses", "ProgrammeIndexPage")(page_ptr=page)
    index.__dict__.update({field.attname: getattr(page, field.attname) for field in page._meta.concrete_fields})
    index.save_base(raw=True)
    site.hostname, site.port, site.site_name = "localhost", 80, "Trappen"
    site.save()


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(replace, migrations.RunPython.noop)]
