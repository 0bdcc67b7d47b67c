"""learnlearn plan."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, get_args

import click

from learnlearn.contract.plan import Act, Airport, Sphere

if TYPE_CHECKING:
    from learnlearn.contract.plan import Plan

_AIRPORT = [one for one in get_args(Airport) if one] + ["neither"]


@click.command()
@click.argument("who")
@click.option("--circle", help="How often you want to hear from them: a circle of yours (see `learnlearn circles`); '' for none.")
@click.option("--tag", "tags", multiple=True, help="A word of yours to find them by; may be given several times. '' takes all away.")
@click.option("--sphere", type=click.Choice(get_args(Sphere)), help="Private, or work: work brings duties towards the person.")
@click.option("--airport", type=click.Choice(_AIRPORT), help="Who would drive whom to the airport.")
@click.option("--weekly/--not-weekly", "seen_weekly", default=None, help="You see them every week anyway: leave them alone.")
@click.option("--stop/--go-on", "stopped", default=None, help="End the plan, or take it up again.")
@click.option("--done", is_flag=True, help="You took the step that is proposed (see --say).")
@click.option("--skip", is_flag=True, help="Pass over the step that is proposed.")
@click.option("--snooze", metavar="DATE", help="Put it off until this day (YYYY-MM-DD).")
@click.option("--say", default="", metavar="TEXT", help="With --done: what you did, as a note.")
def command(who: str, done: bool, skip: bool, snooze: str | None, say: str, **given: object) -> None:
    """Show the plan with WHO, set it, or say what became of the next step."""
    from learnlearn.cli.desk import desk
    from learnlearn.cli.people import person
    from learnlearn.contract.plan import AskPlan, Plan, SavePlan, TakeStep
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    asked: dict[Act, bool] = {"done": done, "skip": skip, "snooze": snooze is not None}
    acts = [act for act, is_asked in asked.items() if is_asked]
    if len(acts) > 1:
        raise click.UsageError("Give one of --done, --skip and --snooze.")
    if say and not done:
        raise click.UsageError("--say is the note of a step that you took: give it with --done. Another note: learnlearn note WHO TEXT")
    with desk(load(), Paths.from_environment()) as found:
        ref = person(found, who)
        plan = found.call("/v1/plan/get", AskPlan(person=ref), Plan)
        if changed := _changes(given):
            plan = found.call("/v1/plan/save", SavePlan(person=ref, plan=plan.plan.model_copy(update=changed)), Plan)
        for act in acts:
            message = TakeStep(person=ref, act=act, text=say, until=_day(snooze) if snooze else None)
            plan = found.call("/v1/plan/step", message, Plan)
    _show(plan)


def _changes(given: dict[str, object]) -> dict[str, object]:
    """What was given, as the plan has it."""
    changed = {name: value for name, value in given.items() if value is not None and value != ()}
    if changed.get("airport") == "neither":
        changed["airport"] = ""
    if isinstance(tags := changed.get("tags"), tuple):
        changed["tags"] = tuple(tag for tag in tags if tag)
    return changed


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter("give a day as YYYY-MM-DD", param_hint="--snooze") from None


def _show(plan: Plan) -> None:
    mine = plan.plan
    told = [f"circle: {mine.circle or '(none)'}", mine.sphere, f"airport: {mine.airport}" * bool(mine.airport), "seen weekly" * mine.seen_weekly]
    told += [f"#{tag}" for tag in mine.tags]
    click.echo(" · ".join(part for part in told if part))
    if plan.last_contact:
        click.echo(f"last real contact: {plan.last_contact}" + (f" · since then {plan.unanswered} unanswered" if plan.unanswered else ""))
    if mine.stopped:
        click.echo("The plan is stopped.")
    if plan.step:
        click.echo(f"next, {plan.step.due}: {plan.step.text}\n    {click.style(plan.step.why, dim=True)}")
