"""The therapist's plan as a page to read: what it asks for, and what became of it."""

from __future__ import annotations

from coach.app.home.house import House
from coach.app.home.screens import ReadingScreen, Start, sentence
from coach.app.live import Plan
from coach.app.plan_answering import answered, of_earlier_plans
from coach.app.reading import LEAVE
from coach.coaching.plan_lines import PlanLines
from coach.coaching.report_words import ReportWords
from coach.outputs.screen.pages.described import Block, Choice, Reading


def plan_screen(house: House) -> ReadingScreen:
    """The plan that holds."""
    words, held = house.wording.pages, house.person.plan_now
    if held is None:
        return sentence(house.wording.plan.your_plan, house.wording.plan.none, words)
    lines = PlanLines(ReportWords(house.wording, house.exercises))
    head = lines.head(held.plan)
    blocks = [Block(line) for line in head[1:]]
    blocks.append(Block("", tuple(lines.asks(held.plan)), numbered=True))
    blocks += answer_blocks(house, newest_only=True)
    chosen = house.minutes_today()
    begin = (Choice("begin", words.begin),) if chosen.plan and chosen.exercises else ()
    page = Reading(head[0], tuple(blocks), (*begin, Choice(LEAVE, words.back)), hint=words.hint_read)

    def plan() -> Plan:
        return house.person.plan_today(house.exercises, house.now())

    return ReadingScreen(page, {"begin": lambda: Start(plan)})


def answer_blocks(house: House, *, newest_only: bool = False) -> list[Block]:
    """What became of every plan, the newest first."""
    person = house.person
    exercises = [*house.exercises, *of_earlier_plans(person, house.exercises)]
    lines = PlanLines(ReportWords(house.wording, exercises))
    found = answered(person, exercises, house.now().date())
    blocks = []
    for each in found[:1] if newest_only else found:
        heading, said = lines.answered(each)
        blocks.append(Block(heading, tuple(said)))
    return blocks
