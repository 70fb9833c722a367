"""The report's page: it loads nothing, escapes everything, and can be read without seeing it."""

from __future__ import annotations

import math
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from coach.dates import ENGLISH_DATES
from coach.documents import (
    Bullets,
    Cell,
    Chart,
    ChartPoint,
    Document,
    Line,
    Mark,
    Paragraph,
    Section,
    Spark,
    Table,
)
from coach.outputs import report
from coach.outputs.report import as_html
from coach.outputs.report.plots import HEIGHT, WIDTH
from coach.outputs.scales import bounds, day_ticks, tick_text, ticks
from tests.web_page import Node, read_page

DAY = date(2026, 5, 1).toordinal()
STYLE = "".join(
    (Path(report.__file__).parent / name).read_text(encoding="utf-8") for name in ("style.css", "plots.css")
)


def line(name: str, mark: Mark, *values: float, band: float = math.nan) -> Line:
    points = (ChartPoint(DAY + index, value, value - band, value + band) for index, value in enumerate(values))
    return Line(name, mark, tuple(points))


def chart(*lines: Line, target: float | None = 27.0) -> Chart:
    table = Table("Range", ("Day", "Left"), (("2026-05-01", "30°"),), (1,), fold="As a table")
    return Chart("Range", "It grew.", lines, "°", target=target, target_name="target 27°", bottom=0.0, table=table)


def page(*blocks: Paragraph | Bullets | Table | Chart, title: str = "Report") -> Node:
    sections = (Section("one", "One", blocks, (Section("inner", "Inner"),)), Section("two", "Two"))
    return read_page(as_html(Document("en", title, (Paragraph("Lead", "quiet"),), "Contents", sections, "Foot")))


def test_nothing_is_loaded_from_anywhere() -> None:
    whole = page(chart(line("left", "left", 30.0, 31.0, band=2.0)))
    policies = [meta for meta in whole.all("meta") if meta.attributes.get("http-equiv") == "Content-Security-Policy"]
    assert [policy.attributes["content"] for policy in policies] == [
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    ]
    assert not {"script", "link", "img", "iframe", "object", "use", "image"} & {node.name for node in whole.all()}
    assert all(node.attributes["href"].startswith("#") for node in whole.all("a"))
    assert not any(name in node.attributes for node in whole.all() for name in ("src", "xlink:href", "style"))
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_text_from_people_is_no_markup() -> None:
    evil = "</style><script>alert('1')</script>\x00\x1b\ud800 & \"x\""
    whole = page(
        Paragraph(evil),
        Bullets((evil,)),
        Table(evil, (evil,), ((evil,),), fold=evil),
        chart(line(evil, "left", 1.0)),
        title=evil,
    )
    assert not list(whole.all("script"))
    assert "</style><script>alert('1')</script> & \"x\"" in whole.one("main").text
    assert whole.one("title").text.startswith("</style>")
    assert "\x00" not in as_html(Document("en", evil, (), "", (), ""))


def test_it_can_be_read_by_landmarks_and_headings() -> None:
    whole = page(chart(line("left", "left", 30.0)), Table("T", ("a", "b"), (("1", "2"),)))
    for landmark in ("header", "nav", "main", "footer", "h1", "title"):
        assert whole.one(landmark).text
    levels = [int(node.name[1]) for node in whole.one("main").all() if re.fullmatch(r"h\d", node.name)]
    assert levels == [2, 3, 2, 2], "the list of contents stands behind the first page"
    ids = [node.attributes["id"] for node in whole.all() if "id" in node.attributes]
    assert len(set(ids)) == len(ids)
    named = [node.attributes["aria-labelledby"] for node in whole.all() if "aria-labelledby" in node.attributes]
    assert set(named) <= set(ids)
    assert {node.attributes["href"][1:] for node in whole.all("a")} == {"one", "inner", "two"}
    assert whole.attributes["lang"] == "en"


def test_every_chart_has_its_words_and_its_figures() -> None:
    figure = page(chart(line("left", "left", 30.0, 31.0), line("right", "right", 29.0, 30.0))).one("figure")
    assert figure.one("figcaption").text == "Range"
    picture = figure.one("svg")
    assert picture.attributes["role"] == "img"
    described = picture.one("desc")
    assert (described.text, described.attributes["id"]) == ("It grew.", picture.attributes["aria-labelledby"])
    assert "30°" in figure.one("details").one("table").text


def test_what_did_not_count_is_broken_on_either_side() -> None:
    points = tuple(ChartPoint(float(index), value, math.nan, math.nan) for index, value in enumerate((1.0, 30.0, 2.0)))
    sides: tuple[Mark, ...] = ("left", "right", "both")
    lines = [Line("", side, points, faint) for side in sides for faint in (False, True)]
    curves = Chart("Curves", "Three.", tuple(lines), "°", across="seconds")
    classes = [path.attributes["class"] for path in page(curves).one("svg").all("path")]
    assert [name for name in classes if "line" in name] == [
        f"line {side} curve{faint}" for side in sides for faint in ("", " faint")
    ]
    for side in sides:
        assert dash_of({"line", side, "curve"}) == "none", "what counted is whole"
        assert dash_of({"line", side, "curve", "faint"}) != "none"


def dash_of(classes: set[str]) -> str:
    """How a line of these classes is broken: of the rules that fit, the one with the most classes, the last of several."""
    found, most = "none", 0
    for selector, rule in re.findall(r"^((?:\.[\w-]+)+) \{([^}]*)\}", STYLE, re.MULTILINE):
        named = selector.strip(".").split(".")
        dash = re.search(r"stroke-dasharray: ([^;]+)", rule)
        if dash and set(named) <= classes and len(named) >= most:
            found, most = dash[1], len(named)
    return found


def test_a_table_says_what_its_rows_and_columns_are() -> None:
    spark = Spark((1.0, 9.0, math.nan, 2.0), 8.0, "right", "rises to 9")
    table = page(Table("Reps", ("No.", "Curve", "Why"), (("1", spark, Cell("too fast", "en")),), (0,))).one("table")
    assert table.one("caption").text == "Reps"
    assert [head.attributes["scope"] for head in table.all("th")] == ["col", "col", "col", "row"]
    assert table.one("svg").attributes["aria-label"] == "rises to 9"
    assert [cell.attributes.get("lang") for cell in table.all("td")] == [None, "en"]


def test_a_table_of_sentences_stays_one_where_its_rows_are_blocks() -> None:
    table = page(Table("Doses", ("Exercise", "Why"), (("Turn", "clean"),), wordy=True)).one("table")
    roles = [node.attributes["role"] for node in (table, *table.all()) if "role" in node.attributes]
    assert roles == ["table", "rowgroup", "row", "columnheader", "columnheader", "rowgroup", "row", "rowheader", "cell"]
    assert table.one("td").attributes["data-column"] == "Why"


def test_left_and_right_differ_without_colour() -> None:
    picture = page(chart(line("left", "left", 30.0, 31.0), line("right", "right", 29.0, 30.0))).one("svg")
    marks = {
        node.attributes["class"]: node.name for node in picture.all() if "mark" in node.attributes.get("class", "")
    }
    assert marks == {"mark left": "circle", "mark right": "rect"}
    assert re.search(r"\.line\.right \{[^}]*stroke-dasharray", STYLE)


@pytest.mark.parametrize(
    "values", [(30.0,), (30.0, 30.0), (0.0, 0.0, 0.0), (-5.0, 5.0), (1e-3, 2e-3), (1e6, 3e6), (math.nan, 4.0, math.nan)]
)
def test_whatever_the_figures_a_chart_stays_inside_its_frame(values: tuple[float, ...]) -> None:
    picture = page(chart(line("left", "left", *values, band=3.0), target=None)).one("svg")
    for path in picture.all("path"):
        assert "nan" not in path.attributes["d"]
        if "band" not in path.attributes["class"] and "bar" not in path.attributes["class"]:
            for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path.attributes["d"]):
                assert 0 <= float(x) <= WIDTH
                assert 0 <= float(y) <= HEIGHT


def test_a_gap_is_not_bridged_and_a_lone_day_has_a_bar() -> None:
    picture = page(chart(line("left", "left", 30.0, 31.0, math.nan, 32.0, 33.0))).one("svg")
    assert len([path for path in picture.all("path") if path.attributes["class"] == "line left"]) == 2 + 1  # the legend
    alone = page(chart(line("left", "left", 30.0, band=2.0))).one("svg")
    assert [path.attributes["class"] for path in alone.all("path")].count("bar left") == 1


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 37.2), (-13, 4), (0.001, 0.0042), (5, 5.5), (0, 12345)])
def test_ticks_are_round_even_and_hold_everything(low: float, high: float) -> None:
    marks = ticks(low, high)
    assert marks[0] <= low
    assert marks[-1] >= high
    assert 2 <= len(marks) <= 8
    steps = {round(after - before, 9) for before, after in pairwise(marks)}
    assert len(steps) == 1
    texts = [tick_text(mark, marks, ",") for mark in marks]
    assert len(set(texts)) == len(texts)
    assert [float(text.replace(",", ".")) for text in texts] == pytest.approx(marks)


def test_scales_hold_what_they_must() -> None:
    assert bounds([3.0, math.nan, 5.0], 0.0, 10.0) == (0.0, 10.0)
    assert bounds([-3.0, 5.0], 0.0, None) == (-3.0, 5.0)
    assert bounds([4.0, 4.0], None, None) == (3.0, 5.0)
    assert [text for _, text in day_ticks(DAY, DAY + 10, ENGLISH_DATES)] == [
        "1\u00a0May\u00a02026",
        "6\u00a0May\u00a02026",
        "11\u00a0May\u00a02026",
    ]
    assert [text for _, text in day_ticks(DAY, DAY, ENGLISH_DATES)] == ["1\u00a0May\u00a02026"]
    assert [text for _, text in day_ticks(DAY, DAY + 800, ENGLISH_DATES)][-1] == "Jul\u00a02028"


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = (int(digits[index : index + 2], 16) / 255 for index in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("which", [0, 1], ids=["light", "dark"])
def test_words_and_lines_stand_out_from_the_ground(which: int) -> None:
    block = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[which]
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]+);", block))
    for ground in ("ground", "panel"):
        for name in ("ink", "quiet", "left", "right", "target", "care", "good"):
            one, other = sorted((_luminance(colours[name]), _luminance(colours[ground])))
            assert (other + 0.05) / (one + 0.05) >= 4.5, f"{name} on {ground}"


@pytest.mark.parametrize(
    "names", [("left", "right"), ("vor dem Üben", "nach dem Üben", "sonst"), ("x" * 40, "y" * 40, "z" * 40)], ids=len
)
def test_no_legend_is_cut(names: tuple[str, ...]) -> None:
    """Truth: the picture is WIDTH wide; a letter of this size is about 6 wide unless it is told to be narrower."""
    marks: tuple[Mark, ...] = ("left", "right", "both")
    lines = [line(name, mark, 1.0, 2.0) for name, mark in zip(names, marks, strict=False)]
    texts = [node for node in page(chart(*lines)).all("text") if node.text in names]
    assert len(texts) == len(names)
    for node, following in pairwise([*texts, None]):
        wide = float(node.attributes.get("textlength") or 6.2 * len(node.text)) if node else 0.0
        end = float(node.attributes["x"]) + wide if node else 0.0
        assert end <= (float(following.attributes["x"]) if following else WIDTH)


def test_three_lines_have_three_colours_and_three_marks() -> None:
    colours = dict(re.findall(r"--(left|right|both): (#[0-9a-f]{6})", STYLE.split("}")[0]))
    assert len(set(colours.values())) == 3
    drawn = page(chart(line("a", "left", 1.0), line("b", "right", 2.0), line("c", "both", 3.0)))
    kinds = {
        (node.name, node.attributes["class"]) for node in drawn.all() if "mark" in node.attributes.get("class", "")
    }
    assert kinds == {("circle", "mark left"), ("rect", "mark right"), ("path", "mark both")}


def test_no_line_ends_between_a_figure_and_its_unit() -> None:
    told = as_html(Document("en", "T", (Paragraph("held 2 s of 10 s, 26 % in 3 min, 2 sides"),), "", (), ""))
    assert "held 2\u00a0s of 10\u00a0s, 26\u00a0% in 3\u00a0min, 2 sides" in told
