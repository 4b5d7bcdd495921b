"""A network as one HTML page that fetches nothing: drawn in a circle, with a table of its edges.

A small script of ours lights up the edges of the node that is clicked or chosen by key.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from runtut.i18n import N_
from runtut.report.lone_page import lone_page
from runtut.report.markup import Markup, el
from runtut.report.network import Edge, Network, Node
from runtut.report.wording import say

_ROOM = 230
"""Around the circle, for names."""
_APART = 18
"""Between two names on the circle."""
_LONGEST = 30
"""Characters of a name that are drawn; the table has it whole."""
_COLOURS = {"person": "g0", "organization": "g1"}


def network_page(
    network: Network, title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], *, notes: str, language: str
) -> str:
    """Return the page.

    Args:
        network: what is drawn.
        title: of the page.
        headings: of the table, in the language of the page.
        rows: of the table, as text, one for each edge.
        notes: what is to be said of it all, as text.
        language: "id" or "en".
    """
    table = el(
        "table",
        el("thead", el("tr", *(el("th", each, scope="col") for each in headings))),
        el("tbody", *(_row(edge, row) for edge, row in zip(network.edges, rows, strict=True))),
    )
    label = say(N_("what the drawing shows"), language)
    hint = say(N_("Click a name, or choose it with Tab and Enter, to see its edges; Escape shows all again."), language)
    main = el(
        "main",
        el("h1", title),
        el("p", notes) if notes else None,
        el("figure", svg(network, title), el("figcaption", hint), class_="drawing") if network.nodes else None,
        el("div", table, class_="wide", tabindex=0, role="region", aria_label=label),
    )
    foot = el("footer", say(N_("Read by runtut. This page fetches nothing."), language))
    here = Path(__file__).parent
    style = "".join(
        path.read_text(encoding="utf-8") for path in (here.parent / "chart" / "page.css", here / "page.css")
    )
    script = (here / "page.js").read_text(encoding="utf-8")
    return lone_page(title, main, foot, style=style, script=script, language=language)


def _row(edge: Edge, cells: Sequence[str]) -> Markup:
    return el("tr", *(el("td", each) for each in cells), data_source=edge.source, data_target=edge.target)


def svg(network: Network, title: str) -> Markup:
    """Return the drawing: the same for the same network."""
    order = _around(network)
    radius = max(160.0, len(order) * _APART / math.tau)
    middle = radius + _ROOM
    angles = {each.id: n * math.tau / len(order) for n, each in enumerate(order)}
    arrow = el("path", d="M0 0L8 4L0 8z", class_="arrow")
    head = el(
        "marker",
        arrow,
        id="arrow",
        viewBox="0 0 8 8",
        refX=12,
        refY=4,
        markerWidth=8,
        markerHeight=8,
        markerUnits="userSpaceOnUse",
        orient="auto",
    )
    size = round(2 * middle)
    return el(
        "svg",
        el("title", title),
        el("defs", head),
        *(_edge(each, angles, radius, middle) for each in network.edges),
        *(_node(each, angles[each.id], radius, middle) for each in order),
        viewBox=f"0 0 {size} {size}",
        role="group",
        xmlns="http://www.w3.org/2000/svg",
    )


def _around(network: Network) -> list[Node]:
    """Return the nodes in their order on the circle: those joined by edges near each other."""
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for edge in network.edges:
        beside[edge.source].append(edge.target)
        beside[edge.target].append(edge.source)
    known = {each.id: each for each in network.nodes}
    order: dict[int, Node] = {}
    for node in network.nodes:
        waiting = [node.id]
        while waiting:
            each = waiting.pop()
            if each not in order:
                order[each] = known[each]
                waiting += reversed(beside[each])
    return list(order.values())


def _at(angle: float, radius: float, middle: float) -> tuple[float, float]:
    return round(middle + radius * math.cos(angle), 1), round(middle + radius * math.sin(angle), 1)


def _edge(edge: Edge, angles: dict[int, float], radius: float, middle: float) -> Markup:
    one, other = angles[edge.source], angles[edge.target]
    (x1, y1), (x2, y2) = _at(one, radius, middle), _at(other, radius, middle)
    # Bent towards the middle, a little to one side: an edge and the one back do not lie on each other.
    bend_x, bend_y = middle + (y2 - y1) * 0.12 + (x1 + x2 - 2 * middle) * 0.2, middle
    bend_y += (x1 - x2) * 0.12 + (y1 + y2 - 2 * middle) * 0.2
    return el(
        "path",
        el("title", f"{edge.speaker} → {edge.named} ({edge.voices})"),
        d=f"M{x1} {y1}Q{bend_x:.1f} {bend_y:.1f} {x2} {y2}",
        class_="edge",
        stroke_width=str(min(6.0, 1 + math.log2(edge.voices))),
        marker_end="url(#arrow)",
        data_source=edge.source,
        data_target=edge.target,
    )


def _node(node: Node, angle: float, radius: float, middle: float) -> Markup:
    x, y = _at(angle, radius, middle)
    name_x, name_y = _at(angle, radius + 12, middle)
    left = math.cos(angle) < -1e-9
    turn = round(math.degrees(angle) + (180 if left else 0), 1)
    name = node.name if len(node.name) <= _LONGEST else node.name[: _LONGEST - 1] + "…"
    place = {"x": str(name_x), "y": str(name_y), "dy": "4", "transform": f"rotate({turn} {name_x} {name_y})"}
    return el(
        "g",
        el("title", f"{node.name} ({node.stories})"),
        el("circle", cx=str(x), cy=str(y), r=6),
        el("text", name, class_="beside" if left else None, **place),
        class_=f"node {_COLOURS.get(node.type, 'g2')}",
        tabindex=0,
        role="button",
        aria_pressed="false",
        data_node=node.id,
    )
