"""Invented people: me, and two whose pages the tests open. One shares rowing and a river with me, the other bread."""

from __future__ import annotations

ME = {
    "name": "Marit Oyelaran",
    "headline": "Hydrologist, mostly for small towns",
    "about": "Flood maps by day. I row a single scull before work and keep bees behind the boathouse.",
    "interests": ["rowing", "beekeeping"],
    "offers": ["reading flood maps"],
    "learning": ["sourdough baking"],
    "posts": [{"text": "My sourdough starter survived the holiday; the loaves are another matter.", "date": "2026-09-20"}],
}

ADA = {
    "slug": "adaeze-lindqvist",
    "name": "Adaeze Lindqvist",
    "headline": "Teacher of geography, rower, keeper of bees",
    "about": "On the water in a single scull at six, in front of a class at eight. Four hives on the school roof: beekeeping with teenagers teaches patience.",
}  # fmt: skip
BRAM = {
    "slug": "bram-achterberg",
    "name": "Bram Achterberg",
    "headline": "Baker of one kind of bread",
    "about": "Sourdough baking, rye only, since 2011. I teach people to keep a sourdough starter alive through a Dutch winter.",
}


def linkedin_url(person: dict[str, str]) -> str:
    """Their page's true address."""
    return f"https://www.linkedin.com/in/{person['slug']}/"
