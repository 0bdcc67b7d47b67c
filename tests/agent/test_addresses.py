"""Two spellings of one profile address are one person, and two people are never one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnlearn.addresses import identity, is_own

SAME = [
    [
        "https://www.linkedin.com/in/ilse-vandermeer/",
        "http://linkedin.com/in/Ilse-Vandermeer",
        "https://de.linkedin.com/in/ilse-vandermeer?trk=x",
        "https://www.linkedin.com/in/ilse-vandermeer/recent-activity/all/",
        "https://www.linkedin.com/in/ilse-vandermeer/de#about",
    ],
    ["https://github.com/ilse", "https://github.com/Ilse/", "https://github.com/ilse?tab=repositories", "https://www.github.com/ilse/marbling"],
    ["https://x.com/ilse", "https://twitter.com/Ilse", "https://mobile.twitter.com/ilse/status/1", "https://x.com/ilse?s=20"],
    ["https://books.example/people/ilse", "http://books.example:80/people/ilse/", "https://m.books.example/people/ilse?utm_source=a&fbclid=b"],
    ["https://books.example/profile?id=7", "https://books.example/profile?utm_medium=x&id=7"],
    ["https://www.linkedin.com/in/fran%C3%A7ois", "https://www.linkedin.com/in/françois"],
]
DIFFERENT = [
    "https://www.linkedin.com/in/ilse-vandermeer",
    "https://www.linkedin.com/in/ilse-vandermeer-2",
    "https://www.linkedin.com/company/ilse-vandermeer",
    "https://github.com/ilse",
    "https://x.com/ilse",
    "https://books.example/people/ilse",
    "https://books.example/people/Ilse",
    "https://books.example/profile?id=7",
    "https://books.example/profile?id=8",
    "https://books.example:8443/people/ilse",
    "https://other.example/people/ilse",
]


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_person(spellings: list[str]) -> None:
    """Country hosts, mobile hosts, case where the network ignores it, tracking, what follows the account."""
    assert len({identity(url) for url in spellings}) == 1
    assert all(is_own(url, [spellings[0]]) for url in spellings)


def test_different_people_stay_different() -> None:
    """Another account, another network, another id in the query, another port; case where it may count."""
    assert len({identity(url) for url in DIFFERENT}) == len(DIFFERENT)
    assert not is_own(DIFFERENT[0], DIFFERENT[1:])


@pytest.mark.parametrize("url", ["", "nothing", "ftp://a.example/x", "javascript:alert(1)", "https://", "https://[::1", "https://a.example:99999/x"])
def test_what_is_no_web_address_is_nobody(url: str) -> None:
    """And never one's own page, not even when it stands among one's addresses."""
    assert identity(url) == ""
    assert not is_own(url, [url, ""])


@given(st.text(max_size=60))
def test_any_text_is_taken_without_an_error(text: str) -> None:
    """Whatever a page claims to be its address."""
    assert isinstance(identity(text), str)
    assert isinstance(identity(f"https://{text}"), str)
    assert identity(f"https://books.example/{identity(text)}") == identity(identity_url(f"https://books.example/{identity(text)}"))


def identity_url(url: str) -> str:
    """The identity as an address again: naming it once more changes nothing."""
    return f"https://{identity(url)}".replace("%", "%25") if "%" in identity(url) else f"https://{identity(url)}"
