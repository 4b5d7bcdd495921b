"""A network as GraphML, which Gephi, yEd and networkx read."""

from __future__ import annotations

import dataclasses
import re
import xml.etree.ElementTree as ET

from runtut.report.network import Edge, Network, Node

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold."""
_NUMBERS = frozenset({"stories", "voices", "story", "start", "end"})
_NODE = tuple(field.name for field in dataclasses.fields(Node) if field.name != "id")
_ENDS = frozenset({"source", "target", "speaker", "named"})
_EDGE = tuple(field.name for field in dataclasses.fields(Edge) if field.name not in _ENDS)


def graphml(network: Network) -> str:
    """Return the network as a document; characters that XML cannot hold are left out."""
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for kind, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            attributes = {"attr.name": name, "attr.type": "int" if name in _NUMBERS else "string"}
            ET.SubElement(root, "key", {"id": f"{kind}_{name}", "for": kind, **attributes})
    graph = ET.SubElement(root, "graph", edgedefault="directed")
    for node in network.nodes:
        _fill(ET.SubElement(graph, "node", id=f"n{node.id}"), "node", node, _NODE)
    for edge in network.edges:
        made = ET.SubElement(graph, "edge", source=f"n{edge.source}", target=f"n{edge.target}")
        _fill(made, "edge", edge, _EDGE)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _fill(element: ET.Element, kind: str, of: Node | Edge, names: tuple[str, ...]) -> None:
    for name in names:
        value = getattr(of, name)
        if value is not None:
            ET.SubElement(element, "data", key=f"{kind}_{name}").text = _FORBIDDEN.sub("", str(value))
