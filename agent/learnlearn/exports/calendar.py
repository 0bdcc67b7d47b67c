"""What is due, for one's own calendar: iCalendar (RFC 5545), an all-day event a person."""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar, Event

from learnlearn.contract.plan import Due
from learnlearn.exports.family import ExportFile

_PRODUCT = "-//Learnlearn//Due//EN"


def calendar(due: Due, now: dt.datetime) -> ExportFile:
    """The file. A day is a day in the user's own zone, so it floats (RFC 5545 section 3.3.4); the same person keeps the same event."""
    found = Calendar()
    found.add("prodid", _PRODUCT)
    found.add("version", "2.0")
    for one in due.people:
        event = Event()
        event.add("uid", f"{one.person_id}@learnlearn")
        event.add("dtstamp", now)
        event.add("dtstart", one.step.due)
        event.add("dtend", one.step.due + dt.timedelta(days=1))
        event.add("summary", f"{one.name or one.url}: {one.step.text}")
        event.add("description", one.step.why)
        event.add("url", one.url)
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    return ExportFile("learnlearn-due.ics", bytes(found.to_ical()), "text/calendar")
