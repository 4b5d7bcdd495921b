// The page of a draft: asks the API what does not hold together, and lists it.

const form = document.querySelector("#draft");
const findings = document.querySelector("#findings");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch(`/api/v1/check?lang=${document.documentElement.lang}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text: form.elements.text.value }),
  });
  const told = await answer.json();
  const lines = answer.ok ? told.stories[0].findings.map((each) => `${each.code}: ${each.message}`) : [told.detail];
  findings.replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement("li");
      item.textContent = line;
      return item;
    }),
  );
});
