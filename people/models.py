"""Users, organisations, memberships and invitations."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.enums import InvitationState, OrganisationKind, Region
from people.querysets import InvitationQuerySet, OrganisationQuerySet, UserQuerySet
from people.roles import MEMBERSHIP_ROLES, Role


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes users; a user without a password cannot log in until an invitation is accepted."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Return a saved user with a lower-case e-mail."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Return a user who may do everything in Wagtail's admin; the product's own pages still go by roles."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user by e-mail without regard to case."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Exists from the first list that names them; an invitation lets them log in."""

    email = models.EmailField(_("e-mail"), max_length=254)
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="da")
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="user_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                name="user_email_unique",
                violation_error_code="unique",  # Forms then show it at the field.
                violation_error_message=_("There is already a person with this e-mail."),
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_is_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Store the e-mail in lower case, so that it's the same person however it was typed."""
        super().clean()
        self.email = self.email.lower()

    def get_full_name(self) -> str:
        """Return the name as Wagtail's admin asks for it."""
        return self.name

    def get_short_name(self) -> str:
        """Return the first name."""
        return self.name.split(" ")[0]

    @property
    def has_account(self) -> bool:
        """Whether the person has been let in: they have a password, or logged in by an accepted invitation."""
        return self.has_usable_password() or self.last_login is not None


class Organisation(models.Model):
    """A municipality, a model owner, an authority or a provider."""

    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    name = models.CharField(_("name"), max_length=100, help_text=_("A municipality without the word “Kommune”."))
    code = models.CharField(
        _("municipality code"),
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^\d{4}$", _("A municipality code has four digits."))],
    )
    region = models.CharField(_("region"), max_length=4, choices=Region, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="organisation_name_unique_in_kind"),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="municipality_code_unique"),
            models.CheckConstraint(
                condition=Q(kind="municipality", code__regex=r"^\d{4}$") & ~Q(region="")
                | ~Q(kind="municipality") & Q(code="", region=""),
                name="municipality_has_code_and_region",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def official_name(self) -> str:
        """The name with the word that belongs to it: "Københavns Kommune", "Bornholms Regionskommune"."""
        if self.kind != OrganisationKind.MUNICIPALITY:
            return self.name
        special = {"København": "Københavns Kommune", "Bornholm": "Bornholms Regionskommune"}
        return special.get(self.name, f"{self.name} Kommune")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Finds memberships."""

    def current(self, on: date | None = None) -> Self:
        """Return those in force on the date (today in Copenhagen)."""
        day = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day, user__is_active=True)

    def administers(self) -> bool:
        """Whether one of them lets its person administer people and organisations today."""
        return self.current().filter(role=Role.ADMINISTRATOR).exists()

    def visible_to(self, user: User) -> Self:
        """Return those that the person administers: all for an administrator, else none."""
        return self if user.memberships.administers() else self.none()


class Membership(models.Model):
    """A person's role in an organisation from one date until (not including) another."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=[(role.value, role.label) for role in MEMBERSHIP_ROLES])
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("The first day without the role."))
    supervisor_education = models.CharField(_("formal supervisor education"), max_length=200, blank=True)
    practice_since = models.DateField(_("in the model's practice since"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["role", "organisation__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in MEMBERSHIP_ROLES]), name="membership_role_known"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("The end cannot lie before the beginning."),
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(until=None),
                name="membership_one_open_per_role",
                violation_error_message=_("The person already has this role here."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"

    def clean(self) -> None:
        """Refuse a role that its kind of organisation cannot give."""
        super().clean()
        kinds = {Role.MODEL_OWNER: OrganisationKind.MODEL_OWNER, Role.AUTHORITY: OrganisationKind.AUTHORITY}
        expected = kinds.get(Role(self.role)) if self.role else None
        if expected and self.organisation_id and self.organisation.kind != expected:
            raise ValidationError({"organisation": _("This role belongs to another kind of organisation.")})


class Invitation(models.Model):
    """A letter that lets a person choose a password or passkey and log in.

    What the person gets access to is told by memberships and participants, so the invitation names the person alone.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("person"))
    invited_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by"), null=True, blank=True
    )
    occasion = models.CharField(_("occasion"), max_length=200, help_text=_("What the person is invited to."))
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_count = models.PositiveSmallIntegerField(default=1, editable=False)
    mail_claimed = models.PositiveSmallIntegerField(default=0, editable=False)
    mailed_at = models.DateTimeField(null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_one_open_per_person",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_not_accepted_and_withdrawn"
            ),
            models.CheckConstraint(
                condition=Q(mail_claimed__lte=F("sent_count")), name="invitation_mail_claimed_when_sent"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="invitation_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.occasion}"

    def state(self, at: datetime | None = None) -> InvitationState:
        """Return where the invitation stands at the moment (now)."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        return InvitationState.EXPIRED if self.expires_at <= (at or timezone.now()) else InvitationState.OPEN

    @staticmethod
    def expiry(at: datetime) -> datetime:
        """Return when an invitation sent at the moment expires."""
        return at + timedelta(days=settings.INVITATION_DAYS)
