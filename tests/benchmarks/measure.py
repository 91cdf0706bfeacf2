"""Measures the product's speed against the issue's figures; takes the fresh Wagtail start page's median in ms."""

from __future__ import annotations

import os
import sys

import django
from django.conf import settings

COHORT_GOAL_MS = 50
IMPORT_GOAL_MS = 3000
CERTIFICATES_GOAL_MS = 3000
LIST_GOAL = 4.0
GROWTH_GOAL = 1.2
PAGE_GOAL = 1.5
QUERIES_GOAL = 12


def main(fresh_ms: float) -> None:
    """Measure one thing after the other and print each with its goal."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    django.setup()
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    from tests.benchmarks.figures import Figures

    figures = Figures()
    figures.measure_cohort()
    small = figures.measure_list(cohorts=10)
    large = figures.measure_list(cohorts=100)
    page, page_queries = figures.measure_page("module")
    course, course_queries = figures.measure_page("my_course")
    rows = [
        ("import of 100 participants × 40 sessions", figures.import_ms, IMPORT_GOAL_MS, "ms"),
        ("evaluation of that cohort", figures.evaluation_ms, COHORT_GOAL_MS, "ms"),
        ("100 certificates", figures.certificates_ms, CERTIFICATES_GOAL_MS, "ms"),
        ("list of 1,000 participants against a fresh Wagtail start page", small / fresh_ms, LIST_GOAL, "times"),
        ("list of 10,000 participants against 1,000", large / small, GROWTH_GOAL, "times"),
        ("a module's page against a fresh Wagtail start page", page / fresh_ms, PAGE_GOAL, "times"),
        ("queries of a module's page", page_queries, QUERIES_GOAL, "queries"),
        ("My course with 40 sessions against a fresh Wagtail start page", course / fresh_ms, PAGE_GOAL, "times"),
        ("queries of My course", course_queries, QUERIES_GOAL, "queries"),
    ]
    print(f"fresh Wagtail start page, logged in: {fresh_ms:.1f} ms")
    print(f"list of 1,000 participants: {small:.1f} ms; of 10,000: {large:.1f} ms")
    print(f"a module's page: {page:.1f} ms; My course: {course:.1f} ms")
    for name, value, goal, unit in rows:
        print(f"{'met   ' if value <= goal else 'MISSED'} {name}: {value:.1f} {unit} (goal {goal} {unit})")


if __name__ == "__main__":
    main(float(sys.argv[1]))
