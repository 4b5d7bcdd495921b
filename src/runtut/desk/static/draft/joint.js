// The line that joins the sides of the open finding: along the line of text, or down the margin from line to line.

const SVG = "http://www.w3.org/2000/svg";

/** Draw it over `paper`; `boxes` are those of the sides, the first line of each. */
export function drawJoint(paper, boxes, severity) {
  paper.querySelector(":scope > svg.joint")?.remove();
  if (boxes.length < 2) return;
  const frame = paper.getBoundingClientRect();
  const sides = boxes
    .map((each) => ({ left: each.left - frame.left, right: each.right - frame.left, top: each.top - frame.top, bottom: each.bottom - frame.top }))
    .sort((a, b) => a.top - b.top || a.left - b.left);
  const lines = [];
  for (const each of sides) {
    const last = lines.at(-1);
    if (last && Math.abs(last[0].top - each.top) < 4) last.push(each);
    else lines.push([each]);
  }
  const along = lines.flatMap((line) => line.slice(1).map((each, index) => `M${line[index].right + 1} ${each.bottom - 1}H${each.left - 1}`));
  const down = [];
  if (lines.length > 1) {
    const middles = lines.map((line) => (line[0].top + line[0].bottom) / 2);
    const edge = Number.parseFloat(getComputedStyle(paper).paddingLeft);
    down.push(`M${edge - 4} ${middles[0]}H${edge - 14}V${middles.at(-1)}H${edge - 4}`);
    for (const middle of middles.slice(1, -1)) down.push(`M${edge - 14} ${middle}H${edge - 4}`);
  }
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `joint ${severity}`);
  svg.setAttribute("aria-hidden", "true");
  for (const [name, strokes] of [["along", along], ["down", down]]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", strokes.join(""));
    svg.append(path);
  }
  paper.append(svg);
}
