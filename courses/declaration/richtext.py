"""A page's text in a form that can travel: the editor's tags only, no page numbers and keys, one block per line."""

from __future__ import annotations

import re
from functools import cache

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html

from courses.models.course_page import TEXT_FEATURES

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
BLOCK_END = re.compile(r"(</(?:p|h2|h3|ul|ol|blockquote)>)(?=<)")
LINK_TO_NOWHERE = re.compile(r"<a>(.*?)</a>")
NOTHING = "<p></p>"


def portable(html: str) -> str:
    """Return the text as any database can hold it; what the editor's text field does not know is left out.

    A text from a file is shown to readers as it is, so this is also what keeps scripts out.
    """
    if not html.strip():
        return ""
    converter = _converter()
    known = converter.to_database_format(converter.from_database_format(expand_db_html(html.strip())))
    text = LINK_TO_NOWHERE.sub(r"\1", BLOCK_KEY.sub("", known)).replace(NOTHING, "")
    return BLOCK_END.sub(r"\1\n", text)


@cache
def _converter() -> ContentstateConverter:
    return ContentstateConverter(TEXT_FEATURES)
