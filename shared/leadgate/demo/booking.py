"""What a lead does who got an answer: opens the link in it, and takes the first time there is."""

import html
import re
from collections.abc import Sequence
from email.message import EmailMessage
from typing import Final

import httpx

from leadgate.errors import PermanentError

_LINK: Final = re.compile(r"https?://\S+/book/[\w.-]+")
_TIME: Final = re.compile(r'name="begins" value="([^"]+)"')
_FACT: Final = re.compile(r"<dd>(.*?)</dd>", re.DOTALL)


def book_by_mail(mail: Sequence[EmailMessage]) -> str:
    """What the page says once it is booked: with whom, when. Raises PermanentError where no mail has a link."""
    link = next((found[0] for one in mail if (found := _LINK.search(_text(one)))), None)
    if link is None:
        raise PermanentError("no mail offers a link by which a meeting could be booked")
    with httpx.Client(timeout=30, follow_redirects=True) as browser:
        times = _TIME.findall(browser.get(link).raise_for_status().text)
        if not times:
            raise PermanentError("the booking page offers no time")
        page = browser.post(link, data={"action": "book", "begins": times[0]}).raise_for_status().text
    return " · ".join(html.unescape(re.sub(r"<[^>]+>", "", fact)) for fact in _FACT.findall(page))


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body else ""
