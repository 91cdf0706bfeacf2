"""Who stands in for the supervisor at one supervision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.teams.supervisors import possible_substitutes
from people.models import User

if TYPE_CHECKING:
    from courses.models import Session


class SubstituteForm(forms.Form):
    """One of the programme's other supervisors, or nobody."""

    user = forms.ModelChoiceField(
        label=_("Substitute"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody: the team's own supervisor comes"),
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        named = session.trainers.order_by("name", "pk").first()
        super().__init__(*args, **{"initial": {"user": named}} | kwargs)
        self.fields["user"].queryset = possible_substitutes(session)  # type: ignore[attr-defined]
