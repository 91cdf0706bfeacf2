"""Row changes under audit: which models, and the one way to write many audited rows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlog.diff import model_instance_diff
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.contrib.contenttypes.models import ContentType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model

    from people.models import User


def register_audited_models() -> None:
    """Put people's models under audit; what only counts a login or hides a secret is left out."""
    from allauth.mfa.models import Authenticator

    from people.models import Invitation, Membership, Organisation, User

    auditlog.register(User, exclude_fields=["last_login", "password"])
    auditlog.register(Invitation, exclude_fields=["mail_claimed", "mailed_at"])
    auditlog.register(Authenticator, exclude_fields=["data", "last_used_at"])
    for model in (Organisation, Membership):
        auditlog.register(model)


def create_audited(rows: Sequence[Model], *, by: User | None) -> None:
    """Insert many rows of one audited model together with their audit entries.

    The audit listens to single saves, so a plain bulk insert would pass it by (a test forbids those).
    """
    if not rows:
        return
    model = type(rows[0])
    model._default_manager.bulk_create(rows, batch_size=500)
    content_type = ContentType.objects.get_for_model(model)
    # Columns alone: a relation that points here would cost a query per row and says nothing of a new one.
    columns = [field.name for field in model._meta.concrete_fields]
    LogEntry.objects.bulk_create(
        [
            LogEntry(
                content_type=content_type,
                object_pk=str(row.pk),
                object_id=row.pk if isinstance(row.pk, int) else None,
                object_repr=str(row)[:200],
                action=LogEntry.Action.CREATE,
                changes=model_instance_diff(None, row, fields_to_check=columns),
                actor=by,
                actor_email=by.email if by else None,
            )
            for row in rows
        ],
        batch_size=500,
    )
