"""Whether two pages are one person's, by what the pages themselves prove. Pure: two snapshots in, proofs out; a name alone proves nothing.

links both ways   each page links to the other: only somebody who may write on both can do that (rel=me, https://indieweb.org/rel-me)
a checked link    a network has checked that the address is theirs: a verified field, a domain as a handle
the same site     both pages name one site of somebody's own, and the names agree; the weakest, for two people may share an employer's site
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from learnlearn.addresses import identity
from learnlearn.contract.identity import IdentityProof, ProofKind
from learnlearn.contract.snapshot import ProfileSnapshot

# Hosts where everybody is: naming one of them says nothing about whose page it is.
_HOSTS = """
    linkedin.com github.com gitlab.com codeberg.org x.com bsky.app mastodon.social facebook.com instagram.com threads.net
    youtube.com youtu.be tiktok.com medium.com substack.com dev.to reddit.com discord.gg t.me wa.me patreon.com ko-fi.com
    linktr.ee google.com scholar.google.com orcid.org researchgate.net stackoverflow.com twitch.tv soundcloud.com spotify.com
    open.spotify.com amazon.com wikipedia.org
"""
_EVERYBODY_S = frozenset(_HOSTS.split())


def proofs(here: ProfileSnapshot, there: ProfileSnapshot) -> tuple[IdentityProof, ...]:
    """Why the page in front of the user and a kept one may be one person's, strongest first; empty when nothing proves it."""
    mine, theirs = identity(here.url), identity(there.url)
    if not mine or not theirs or mine == theirs:
        return ()
    from_here, from_there = _leading_to(here.links, theirs), _leading_to(there.links, mine)
    found = [_proof("links_both_ways", from_here, from_there)] if from_here and from_there else []
    if checked := _leading_to(here.verified_links, theirs):
        found.append(_proof("checked_link", checked, there.url))
    if checked := _leading_to(there.verified_links, mine):
        found.append(_proof("checked_link", here.url, checked))
    if not found and names_agree(here.name, there.name):
        found += [_proof("same_site", one, other) for one, other in _shared_sites(here, there)]
    return tuple(found)


def names_agree(one: str, other: str) -> bool:
    """Whether one name holds all words of the other, at least two: "Ada M. Example" and "ada example"."""
    first, second = _words(one), _words(other)
    return min(len(first), len(second)) > 1 and (first <= second or second <= first)


def _words(name: str) -> set[str]:
    folded = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    return {word for word in "".join(sign if sign.isalnum() else " " for sign in folded).split() if len(word) > 1}


def _leading_to(links: Iterable[str], address: str) -> str:
    return next((link for link in links if identity(link) == address), "")


def _shared_sites(here: ProfileSnapshot, there: ProfileSnapshot) -> list[tuple[str, str]]:
    theirs = {site: link for link in there.links if (site := _own_site(link))}
    return [(link, theirs[site]) for link in here.links if (site := _own_site(link)) and site in theirs]


def own_sites(links: Iterable[str]) -> list[str]:
    """Those of the links that lead to a site that may be somebody's own, each site once."""
    return list({site: link for link in links if (site := _own_site(link))}.values())


def _own_site(link: str) -> str:
    """The site of an address that may be somebody's own: a host, or a home on one (`~ada`); "" for anything deeper and for everybody's hosts."""
    host, *path = identity(link).split("/")
    is_home = not path or (len(path) == 1 and path[0].startswith("~"))
    return "/".join([host, *path]) if is_home and host not in _EVERYBODY_S else ""


def _proof(kind: ProofKind, here: str, there: str) -> IdentityProof:
    return IdentityProof(kind=kind, here=here, there=there)
