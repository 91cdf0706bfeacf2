"""Addresses of certificates."""

from __future__ import annotations

from django.urls import path

from courses.views import certificates

urlpatterns = [
    path("cohorts/<str:code>/certificates/", certificates.certificate_list, name="certificate_list"),
    path("cohorts/<str:code>/certificates/issue/", certificates.issue_all_certificates, name="issue_all"),
    path("participants/<int:pk>/certificate/", certificates.certificate_issue, name="certificate_issue"),
    path("participants/<int:pk>/statement/", certificates.statement_issue, name="statement_issue"),
    path("certificates/<int:pk>/file/", certificates.certificate_file, name="certificate_file"),
    path("certificates/<int:pk>/revoke/", certificates.certificate_revoke, name="certificate_revoke"),
    path("certificates/<int:pk>/reissue/", certificates.certificate_reissue, name="certificate_reissue"),
    path("verify/<str:token>/", certificates.verify, name="verify"),
]
