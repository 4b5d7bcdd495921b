// Elements, made without ever reading markup: what is said in them is text.

/** Return an element. `attributes` whose value is null or false are left out; `onclick` and the like are listened to. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((each) => each !== null && each !== undefined && each !== false));
  return made;
}

/** Return a template with its {fields} filled. */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (field, name) => (name in values ? String(values[name]) : field));
}

/** Return words with a capital at their beginning. */
export function sentence(words) {
  return words ? words[0].toLocaleUpperCase() + words.slice(1) : "";
}

/** Return words on one line, cut to so many characters. */
export function short(words, most) {
  const line = words.replace(/\s+/g, " ").trim();
  const points = Array.from(line);
  return points.length <= most ? line : `${points.slice(0, most - 1).join("").trimEnd()}…`;
}

/** Have the browser save a file. */
export function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
