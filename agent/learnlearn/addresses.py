"""Whose page an address is: two spellings of one profile address are one person. Identity comes from here, never from a name.

Pure. Scheme, `www.`, country and mobile hosts, tracking parameters, fragments and trailing slashes say nothing of a person. On networks
where the first part of the path is the account, what follows it is another view of the same person, and case does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

# Hosts that are one network under several names.
_SAME_HOST = {"twitter.com": "x.com", "mobile.twitter.com": "x.com", "mobile.x.com": "x.com"}
_FRONT = re.compile(r"^(?:www\d?|m|mobile)\.")
_LINKEDIN_COUNTRY = re.compile(r"^[a-z]{2}\.(?=linkedin\.com$)")
# How many leading parts of the path name the account.
_ACCOUNT_PARTS = {"linkedin.com": 2, "github.com": 1, "x.com": 1, "gitlab.com": 1, "instagram.com": 1, "threads.net": 1, "threads.com": 1}
_TRACKING = re.compile(r"^(?:utm_.*|fbclid|gclid|igsh|igshid|ref_src|trk|lipi|mibextid|originalSubdomain)$", re.IGNORECASE)
_DEFAULT_PORTS = {None, 80, 443}


def identity(url: str) -> str:
    """The one spelling of a profile address: `linkedin.com/in/ada-example`. "" for what is no web address."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = _FRONT.sub("", parts.hostname.rstrip("."))
    host = _LINKEDIN_COUNTRY.sub("", _SAME_HOST.get(host, host))
    path = [unquote(part) for part in parts.path.split("/") if part]
    if account := _ACCOUNT_PARTS.get(host):
        return "/".join([host, *(part.casefold() for part in path[:account])])
    query = urlencode(sorted((key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key)))
    place = host if port in _DEFAULT_PORTS else f"{host}:{port}"
    return "/".join([place, *path]) + (f"?{query}" if query else "")


def is_own(url: str, addresses: Iterable[str]) -> bool:
    """Whether the page is one of the user's own."""
    page = identity(url)
    return bool(page) and page in map(identity, addresses)
