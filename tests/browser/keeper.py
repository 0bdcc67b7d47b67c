"""The user's own view of what is kept, beside the browser's: to set the scene, and to see what became of it."""

from __future__ import annotations

from typing import Any

from tests.agent.running import Paired, Running
from tests.browser.people import ADA, linkedin_url

URL = linkedin_url(ADA)
WHO = {"site": "linkedin", "url": URL, "name": ADA["name"]}


class Keeper:
    """An agent with a token of its own beside the browser's, to see what is kept and to set the scene."""

    def __init__(self, agent: Running, script: Paired) -> None:
        self.agent, self.script = agent, script

    def post(self, route: str, **body: Any) -> Any:
        """A call that must go well."""
        reply = self.agent.post(f"/v1/{route}", body, self.script.headers)
        assert reply.status == 200, reply.body
        return reply.json

    def forget_everybody(self) -> None:
        """As before anybody was kept."""
        for person in self.post("export", confirmed=True)["people"]:
            self.post("people/forget", person={key: person[key] for key in ("site", "url", "name")}, confirmed=True)

    def notes(self) -> list[tuple[str, str]]:
        """Kind and words, oldest first."""
        return [(note["kind"], note["text"]) for note in reversed(self.post("notes/list", person=WHO)["notes"])]

    def note(self, kind: str, text: str, at: str = "2026-10-01T10:00:00Z") -> dict[str, Any]:
        """A note of some earlier day."""
        return dict(self.post("notes/add", person=WHO, kind=kind, text=text, at=at))
