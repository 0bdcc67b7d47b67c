"""learnlearn plan."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, get_args

import click

from learnlearn.contract.plan import Airport, Sphere

if TYPE_CHECKING:
    from learnlearn.contract.plan import Plan

_CLEAR = "never"
_AIRPORT = [one for one in get_args(Airport) if one] + ["neither"]


@click.command()
@click.argument("who")
@click.option("--circle", help="How often you want to hear from them: a circle of yours (see `learnlearn circles`); '' for none.")
@click.option("--sphere", type=click.Choice(get_args(Sphere)), help="Private, or work: work brings duties towards the person.")
@click.option("--airport", type=click.Choice(_AIRPORT), help="Who would drive whom to the airport.")
@click.option("--weekly/--not-weekly", default=None, help="You see them every week anyway: leave them alone.")
@click.option("--snooze", metavar="DATE", help="Nothing before this day (YYYY-MM-DD), or 'never' to take it back.")
@click.option("--stop/--go-on", default=None, help="End the plan, or take it up again.")
def command(
    who: str, circle: str | None, sphere: Sphere | None, airport: str | None, weekly: bool | None, snooze: str | None, stop: bool | None
) -> None:
    """Show the plan with WHO, or set it."""
    from learnlearn.cli.desk import desk
    from learnlearn.cli.people import person
    from learnlearn.contract.plan import AskPlan, Plan, SavePlan
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    given = {"circle": circle, "sphere": sphere, "airport": "" if airport == "neither" else airport, "seen_weekly": weekly, "stopped": stop}
    changed: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    if snooze is not None:
        changed["snoozed_until"] = None if snooze == _CLEAR else _day(snooze)
    with desk(load(), Paths.from_environment()) as found:
        ref = person(found, who)
        plan = found.call("/v1/plan/get", AskPlan(person=ref), Plan)
        if changed:
            plan = found.call("/v1/plan/save", SavePlan(person=ref, plan=plan.plan.model_copy(update=changed)), Plan)
    _show(plan)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter("give a day as YYYY-MM-DD, or 'never'", param_hint="--snooze") from None


def _show(plan: Plan) -> None:
    mine = plan.plan
    told = [f"circle: {mine.circle or '(none)'}", mine.sphere, f"airport: {mine.airport}" * bool(mine.airport), "seen weekly" * mine.seen_weekly]
    click.echo(" · ".join(part for part in told if part))
    if plan.last_contact:
        click.echo(f"last real contact: {plan.last_contact}" + (f" · since then {plan.unanswered} unanswered" if plan.unanswered else ""))
    if mine.stopped:
        click.echo("The plan is stopped.")
    if plan.step:
        click.echo(f"next, {plan.step.due}: {plan.step.text}\n    {click.style(plan.step.why, dim=True)}")
