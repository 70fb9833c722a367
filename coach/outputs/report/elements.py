"""Elements of a web page, built as a tree by the standard library: what is written into them cannot become markup.

A template library was weighed: it would escape the same text, but a tree cannot be left unclosed either, and charts are
elements computed from figures anyhow.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

Element = ElementTree.Element

_NEVER_SHOWN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that a web page may not hold."""


def element(name: str, attributes: dict[str, str] | None = None, *inside: Element | str) -> Element:
    """An element with text and elements inside, in this order."""
    made = Element(name, {key: _shown(value) for key, value in (attributes or {}).items()})
    add(made, *inside)
    return made


def add(to: Element, *inside: Element | str) -> None:
    """Adds text and elements at the end of another."""
    for each in inside:
        if isinstance(each, Element):
            to.append(each)
        elif len(to):
            to[-1].tail = (to[-1].tail or "") + _shown(each)
        else:
            to.text = (to.text or "") + _shown(each)


def written(page: Element) -> str:
    """The page as text, from its doctype on."""
    return "<!DOCTYPE html>\n" + ElementTree.tostring(page, encoding="unicode", method="html") + "\n"


def _shown(text: str) -> str:
    return _NEVER_SHOWN.sub("", text)
