"""Organisations."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from people.enums import OrganisationKind, Region
from people.models import Organisation

MADE_HERE = (OrganisationKind.MODEL_OWNER, OrganisationKind.AUTHORITY, OrganisationKind.PROVIDER)
"""The kinds that administrators create; the municipalities come with the product."""


class OrganisationForm(forms.ModelForm[Organisation]):
    """A model owner, an authority or a provider."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, kind.label) for kind in MADE_HERE])

    class Meta:
        model = Organisation
        fields = ["kind", "name"]
        help_texts = {"name": _("As it is to stand on certificates and in mails.")}


class OrganisationFilterForm(forms.Form):
    """Narrows the list of organisations."""

    q = forms.CharField(label=_("Name or code"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *OrganisationKind.choices])
    region = forms.ChoiceField(label=_("Region"), required=False, choices=[("", _("All")), *Region.choices])
