"""The plan of a person, what is due, and my circles."""

from __future__ import annotations

from learnlearn.acts import planning
from learnlearn.acts.handing_out import saved
from learnlearn.api.call import Access, Call, Route
from learnlearn.contract.note import SavedFile
from learnlearn.contract.plan import AskDue, AskPlan, Circles, Due, GetCircles, Plan, SavePlan, TakeStep
from learnlearn.exports.calendar import calendar


async def shown(call: Call, message: AskPlan) -> Plan:
    """What was set and what is next."""
    store = call.agent.store
    return planning.plan_of(await store.view(message.person.url), await planning.circles(store), call.agent.now().date())


async def save(call: Call, message: SavePlan) -> Plan:
    """Sets it, and keeps the person."""
    store = call.agent.store
    view = await store.save_plan(message.person, message.plan)
    return planning.plan_of(view, await planning.circles(store), call.agent.now().date())


async def step(call: Call, message: TakeStep) -> Plan:
    """Done, skipped or put off; the answer holds the next step."""
    return await planning.take_step(call.agent.store, message, call.agent.now().date())


async def due(call: Call, message: AskDue) -> Due:
    """Of everybody, up to a day."""
    store = call.agent.store
    views = [view async for view in store.planned()]
    today = call.agent.now().date()
    people = planning.due(views, await planning.circles(store), today, message.until or today)
    return Due(people=people, airport=planning.airport(views))


async def calendar_file(call: Call, message: AskDue) -> SavedFile:
    """The same list for one's own calendar."""
    return saved(calendar(await due(call, message), call.agent.now()))


async def circles(call: Call, _message: GetCircles) -> Circles:
    """Mine, or the ones to begin with."""
    return Circles(circles=await planning.circles(call.agent.store))


async def save_circles(call: Call, message: Circles) -> Circles:
    """Replaces them."""
    await call.agent.store.save_circles(message.circles)
    return message


ROUTES = (
    Route("/v1/plan/get", Access.PAGE, AskPlan, Plan, "The plan of one person and the next step", shown),
    Route("/v1/plan/save", Access.PAGE, SavePlan, Plan, "Sets the plan of one person", save),
    Route("/v1/plan/step", Access.PAGE, TakeStep, Plan, "What I did with the step that is proposed", step),
    Route("/v1/due", Access.PEOPLE, AskDue, Due, "What is due, and the short list for the airport", due),
    Route("/v1/due/calendar", Access.PEOPLE, AskDue, SavedFile, "What is due, as a calendar file", calendar_file),
    Route("/v1/circles/get", Access.PAGE, GetCircles, Circles, "My circles", circles),
    Route("/v1/circles/save", Access.ME, Circles, Circles, "Replaces my circles", save_circles),
)
