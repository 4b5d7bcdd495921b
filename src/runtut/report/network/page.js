(() => {
  "use strict";
  const drawing = document.querySelector(".drawing svg");
  if (!drawing) return;
  const nodes = [...drawing.querySelectorAll(".node")];
  const lines = [...document.querySelectorAll("[data-source]")];
  const told = document.querySelector(".told[data-template]"); // where a page has it, the table shows only what is meant
  let chosen = null;
  const choose = (node) => {
    chosen = node === chosen ? null : node;
    const id = chosen && chosen.dataset.node;
    const near = new Set([id]);
    let count = 0;
    for (const line of lines) {
      const on = chosen !== null && (line.dataset.source === id || line.dataset.target === id);
      line.classList.toggle("on", on);
      if (told && line.localName === "tr") {
        line.hidden = chosen !== null && !on;
        count += on;
      }
      if (on) near.add(line.dataset.source).add(line.dataset.target);
    }
    drawing.classList.toggle("chosen", chosen !== null);
    for (const each of nodes) {
      each.classList.toggle("on", chosen !== null && near.has(each.dataset.node));
      each.setAttribute("aria-pressed", String(each === chosen));
    }
    if (!told) return;
    told.textContent = chosen
      ? told.dataset.template.replace("{name}", chosen.querySelector("text").textContent).replace("{count}", count)
      : "";
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
