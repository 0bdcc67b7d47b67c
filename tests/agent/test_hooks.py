"""Newer places for readers to look: what this release carries is data of the vocabulary, and nothing else would pass."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from learnlearn.api.routes.hooks import released
from learnlearn.contract.hooks import Hooks


def test_what_this_release_carries_is_judged() -> None:
    """The file is read and passes; a site in it would be one of the extension's folders."""
    assert isinstance(released(), Hooks)


@pytest.mark.parametrize(
    "site",
    [{"fields": {}}, {"version": 0, "fields": {}}, {"version": 2, "fields": {"bio": [{"css": "p", "run": "alert(1)"}]}},
     {"version": 2, "fields": {"bio": "p"}}, {"version": 2, "fields": {"on click": []}}, {"version": 2, "fields": {"bio": [{}]}}],
)  # fmt: skip
def test_code_and_guesses_do_not_pass(site: dict[str, object]) -> None:
    """Control: the same form with a step of the vocabulary passes."""
    with pytest.raises(ValidationError):
        Hooks.model_validate({"sites": {"github": site}, "site_files": {}})
    Hooks.model_validate({"sites": {"github": {"version": 2, "fields": {"bio": [{"css": "p", "as": "text"}]}}}, "site_files": {}})


FILE = {
    "version": 2,
    "name": "X",
    "urls": {"profile": ["https://x.com/{handle}", "https://x.com/people/{handle}"], "not_a_person": {"job": ["/work/*"]}},
}


@pytest.mark.parametrize(
    "change",
    [{"hosts": ["evil.example"]}, {"terms_notice": False}, {"version": 0}, {"name": "<b>"}, {"urls": {"home": ["/"]}},
     {"urls": {"not_a_person": {"friend": ["/"]}}}, {"urls": {"profile": ["javascript:x"]}}, {"urls": {"profile": ["/(a+)+"]}}],
)  # fmt: skip
def test_a_site_json_of_another_form_does_not_pass(change: dict[str, object]) -> None:
    """Hosts and terms are the extension's own. Control: the file without the change passes."""
    with pytest.raises(ValidationError):
        Hooks.model_validate({"sites": {}, "site_files": {"x": FILE | change}})
    Hooks.model_validate({"sites": {}, "site_files": {"x": FILE}})
