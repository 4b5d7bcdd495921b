// The pages of the archive: what marks of a drawing say, which words a finding joins. `network.js` is the drawing of speakers'.
// Everything is there without this script too: marks are links, and a table holds what a drawing shows.

for (const plot of document.querySelectorAll(".plot:not(.network)")) marks(plot);
for (const reading of document.querySelectorAll(".reading")) join(reading);

function marks(plot) {
  const told = plot.querySelector(".told");
  const all = [...plot.querySelectorAll("a.mark")];
  if (!told || !all.length) return;
  const place = (mark) => mark.querySelector("circle, line").getBoundingClientRect();
  all.sort((one, other) => place(one).left - place(other).left || place(one).top - place(other).top);
  const tell = (mark) => {
    told.textContent = mark ? mark.getAttribute("aria-label") : told.dataset.hint;
    told.classList.toggle("empty", !mark);
  };
  let current = all[0];
  const reach = (mark) => {
    for (const each of all) each.setAttribute("tabindex", each === mark ? "0" : "-1");
    current = mark;
  };
  reach(current);
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  for (const mark of all) {
    mark.addEventListener("pointerenter", () => tell(mark));
    mark.addEventListener("focus", () => {
      reach(mark);
      tell(mark);
    });
    mark.addEventListener("blur", () => tell(null));
    mark.addEventListener("keydown", (event) => {
      const at = all.indexOf(current);
      let next = null;
      if (event.key in steps) next = all[at + steps[event.key]];
      else if (event.key === "Home") next = all[0];
      else if (event.key === "End") next = all.at(-1);
      else return;
      event.preventDefault();
      if (next) next.focus();
    });
    for (const title of mark.querySelectorAll("title")) title.remove(); // told below, not twice
  }
}

function join(reading) {
  const number = (element) => {
    const held = element.closest?.("[class]");
    const found = held && reading.contains(held) && [...held.classList].find((name) => /^f\d+$/.test(name));
    return found || (held?.parentElement ? number(held.parentElement) : null);
  };
  const show = (event) => {
    const name = number(event.target);
    for (const each of reading.querySelectorAll(".side.joined")) each.classList.remove("joined");
    if (name) for (const each of reading.querySelectorAll(`.side.${name}`)) each.classList.add("joined");
  };
  reading.addEventListener("pointerover", show);
  reading.addEventListener("focusin", show);
}
