"""How forms become HTML: every form of the product in the design system's markup, through one template per field."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class DesignSystemRenderer(TemplatesSetting):
    """Renders a form by ``_components/form_fields.html`` and each field by ``_components/field.html``.

    Widgets keep Django's own templates, so Wagtail's admin, which draws its fields itself, is untouched.
    """

    form_template_name = "_components/form_fields.html"
    field_template_name = "_components/field.html"
