"""Times the logged-in start page of a fresh Wagtail project; prints the median in milliseconds."""

from __future__ import annotations

import django
from django.conf import settings


def main() -> None:
    """Log a superuser in and ask for the start page."""
    settings.SECRET_KEY = "x" * 50
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    from django.contrib.auth import get_user_model
    from django.test import Client

    from tests.benchmarks.timing import median_ms

    user = get_user_model().objects.create_superuser("bench", "bench@demo.example", "bench")
    client = Client()
    client.force_login(user)
    assert client.get("/").status_code == 200
    print(f"{median_ms(lambda: client.get('/'), times=60):.3f}")


if __name__ == "__main__":
    main()
