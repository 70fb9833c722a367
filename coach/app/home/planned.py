"""The therapist's plan as a page to read: what it asks for, and what became of it."""

from __future__ import annotations

from coach.app.home.screens import Start, TextScreen, sentence
from coach.app.home.shared import Shared
from coach.app.live.live import Plan
from coach.app.live.text_pages import LEAVE
from coach.app.person.plan_answering import answered, of_earlier_plans
from coach.outputs.screen.pages.described import Block, Choice, TextPage
from coach.weeks.plan_lines import PlanLines
from coach.weeks.report_words import ReportWords


def plan_screen(shared: Shared) -> TextScreen:
    """The plan that holds."""
    words, held = shared.wording.pages, shared.person.plan_now
    if held is None:
        return sentence(shared.wording.plan.your_plan, shared.wording.plan.none, words)
    lines = PlanLines(ReportWords(shared.wording, shared.exercises))
    head = lines.head(held.plan)
    blocks = [Block(line) for line in head[1:]]
    blocks.append(Block("", tuple(lines.asks(held.plan)), numbered=True))
    blocks += answer_blocks(shared, newest_only=True)
    chosen = shared.minutes_today()
    begin = (Choice("begin", words.begin),) if chosen.plan and chosen.exercises else ()
    page = TextPage(head[0], tuple(blocks), (*begin, Choice(LEAVE, words.back)), hint=words.hint_read)

    def plan() -> Plan:
        return shared.person.plan_today(shared.exercises, shared.now())

    return TextScreen(page, {"begin": lambda: Start(plan)})


def answer_blocks(shared: Shared, *, newest_only: bool = False) -> list[Block]:
    """What became of every plan, the newest first."""
    person = shared.person
    exercises = [*shared.exercises, *of_earlier_plans(person, shared.exercises)]
    lines = PlanLines(ReportWords(shared.wording, exercises))
    found = answered(person, exercises, shared.now().date())
    blocks = []
    for each in found[:1] if newest_only else found:
        heading, said = lines.answered(each)
        blocks.append(Block(heading, tuple(said)))
    return blocks
