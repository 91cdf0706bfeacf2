"""Addresses of people. They come before allauth's, some of whose pages the product does not have."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from people.views import acceptance, access, invitations, organisations, persons, profile, roles

app_name = "people"

invitation_urls = [
    path("invitation/<str:token>/", acceptance.accept_invitation, name="accept_invitation"),
    path("invitation/<str:token>/passkey/", acceptance.accept_invitation_with_passkey, name="accept_with_passkey"),
    path("invitations/", invitations.invitation_list, name="invitation_list"),
    path("invitations/<int:pk>/send-again/", invitations.invitation_send_again, name="invitation_send_again"),
    path("invitations/<int:pk>/withdraw/", invitations.invitation_withdraw, name="invitation_withdraw"),
]
person_urls = [
    path("people/", persons.person_list, name="person_list"),
    path("people/create/", persons.person_create, name="person_create"),
    path("people/<int:pk>/", persons.person_detail, name="person"),
    path("people/<int:pk>/edit/", persons.person_change, name="person_change"),
    path("people/<int:pk>/invite/", invitations.person_invite, name="person_invite"),
    path("people/<int:pk>/roles/give/", roles.role_give, name="role_give"),
    path("people/roles/<int:pk>/end/", roles.role_end, name="role_end"),
    path("people/<int:pk>/deactivate/", access.person_deactivate, name="person_deactivate"),
    path("people/<int:pk>/reactivate/", access.person_reactivate, name="person_reactivate"),
    path("people/<int:pk>/passkeys/remove/", access.person_remove_second_factors, name="person_remove_second_factors"),
]
organisation_urls = [
    path("organisations/", organisations.organisation_list, name="organisation_list"),
    path("organisations/create/", organisations.organisation_create, name="organisation_create"),
    path("organisations/<int:pk>/", organisations.organisation_detail, name="organisation"),
    path("organisations/<int:pk>/edit/", organisations.organisation_change, name="organisation_change"),
]
profile_urls = [
    path("account/", profile.profile, name="profile"),
    path("account/sessions/", profile.LoginListView.as_view(), name="login_list"),
    path("language/", profile.set_language, name="set_language"),
]
# The e-mail is the login and comes from the lists, so nobody changes or confirms it by themselves.
closed_urls = [
    path("account/email/", RedirectView.as_view(pattern_name="people:profile"), name="no_email_page"),
    path("account/confirm-email/", profile.no_such_page, name="no_confirmation_page"),
    path("account/confirm-email/<str:key>/", profile.no_such_page, name="no_confirmation"),
    path("account/login/code/confirm/", profile.no_such_page, name="no_login_code"),
]
urlpatterns = [*invitation_urls, *person_urls, *organisation_urls, *profile_urls, *closed_urls]
