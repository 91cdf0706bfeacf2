"""What a report of a fault says: where it happened, and nothing of what people had written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.views.debug import SafeExceptionReporterFilter

if TYPE_CHECKING:
    from collections.abc import ItemsView
    from types import FrameType

    from django.http import HttpRequest


class ReticentReporterFilter(SafeExceptionReporterFilter):
    """Leaves out every value that was sent and every variable on the way, in every view.

    Django's own filter asks each view to name what is sensitive. Nearly every form here takes texts about young people:
    a view that forgot would tell of them in a mail, and so would a fault before the view, where nobody has named
    anything yet.
    """

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """Return the names of the fields that were sent, their values left out."""
        if request is None or not self.is_active(request):
            return super().get_post_parameters(request)
        return dict.fromkeys(request.POST, self.cleansed_substitute)

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> ItemsView[str, Any]:
        """Return the names of the function's variables, their values left out."""
        if not self.is_active(request):
            return super().get_traceback_frame_variables(request, tb_frame)
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()
