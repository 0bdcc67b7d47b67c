"""Both sides know the same networks: what `site.json` says of addresses is what the agent takes them for."""

from __future__ import annotations

import json
import re
from pathlib import Path

from learnlearn.addresses import identity
from learnlearn.cli.people import _SITES

SITES = Path(__file__).parents[2] / "extension" / "sites"


def filled(pattern: str) -> str:
    """An address of this form: of the account "ada", and whatever else may stand there."""
    one = re.sub(r"\{(?:slug|login|handle|did)\}", "ada", pattern.replace("://*.", "://www."))
    return re.sub(r"\{([\w-]+)[^}]*\}", r"\1", one).replace("*", "all")


def test_every_form_of_a_person_s_address_is_one_person_to_the_agent() -> None:
    """Of each network: whatever follows the account in an address, and whichever of its hosts it has, the agent keeps the one host and the
    account; and a list that is taken in names the network by that host."""
    files = [json.loads(path.read_text()) for path in sorted(SITES.glob("*/site.json"))]
    networks = {file["id"]: file for file in files if file["hosts"]}
    forms = [(name, filled(pattern)) for name, file in networks.items() for pattern in file["urls"]["profile"]]
    wrong = [(url, identity(url)) for name, url in forms if not re.fullmatch(rf"{networks[name]['hosts'][0]}/(?:\w+/)?ada", identity(url))]
    assert wrong == []
    assert {host: site for host, site in _SITES.items() if site in networks} == {file["hosts"][0]: name for name, file in networks.items()}
    assert identity("https://x.com.evil.example/ada") != "x.com/ada"
    print(f"{len(forms)} forms of {len(networks)} networks")
