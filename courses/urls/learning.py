"""Addresses of one's own course, and of what a participant does with a module."""

from __future__ import annotations

from django.urls import path

from courses.views import learning, modules, preparation, reflections

urlpatterns = [
    path("my-course/", learning.my_course, name="my_course"),
    path("my-course/<int:pk>/", learning.my_course, name="my_course_of"),
    path("modules/<int:pk>/items/<uuid:key>/", modules.item, name="module_item"),
    path("modules/<int:pk>/questions/<uuid:key>/", modules.question, name="module_question"),
    path("modules/<int:pk>/reflections/<uuid:key>/", modules.reflection, name="module_reflection"),
    path("modules/<int:pk>/place/", modules.place, name="module_place"),
    path("modules/<int:pk>/pdf/", modules.as_pdf, name="module_pdf"),
    path("reflections/", reflections.reflections, name="reflections"),
    path("reflections/export/", reflections.export_reflections, name="reflections_export"),
    path("sessions/<int:pk>/preparation/", preparation.session_preparation, name="session_preparation"),
]
