(() => {
  "use strict";
  const drawing = document.querySelector(".drawing svg");
  if (!drawing) return;
  const nodes = [...drawing.querySelectorAll(".node")];
  const lines = [...document.querySelectorAll("[data-source]")];
  let chosen = null;
  const choose = (node) => {
    chosen = node === chosen ? null : node;
    const id = chosen && chosen.dataset.node;
    const near = new Set([id]);
    for (const line of lines) {
      const on = chosen !== null && (line.dataset.source === id || line.dataset.target === id);
      line.classList.toggle("on", on);
      if (on) near.add(line.dataset.source).add(line.dataset.target);
    }
    drawing.classList.toggle("chosen", chosen !== null);
    for (const each of nodes) {
      each.classList.toggle("on", chosen !== null && near.has(each.dataset.node));
      each.setAttribute("aria-pressed", String(each === chosen));
    }
  };
  for (const node of nodes) {
    node.addEventListener("click", () => choose(node));
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(node);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen) choose(chosen);
  });
})();
