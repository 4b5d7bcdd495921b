// The draft as files that are saved on purpose: Markdown that is read again as it is here, and a baseline of what was dismissed.

/** Return a draft as Markdown with its title and date in front. */
export function markdown({ title, text, published, captions = [] }) {
  const front = [title && `title: ${quoted(title)}`, published && `published: ${published}`].filter(Boolean);
  const paragraphs = text.split(/\n+/).map((each) => each.trim()).filter(Boolean).map(escaped);
  const pictures = captions.filter((each) => each.text).map((each) => `![${inline(each.text + (each.credit ? ` (${each.credit})` : ""))}]()`);
  const head = front.length ? `---\n${front.join("\n")}\n---\n\n` : "";
  return `${head}${[...paragraphs, ...pictures].join("\n\n")}\n`;
}

function quoted(words) {
  const line = words.replace(/\s+/g, " ").trim();
  return line.includes('"') ? `'${line}'` : `"${line}"`;
}

function inline(words) {
  return words.replace(/\s+/g, " ").replace(/[\\`*_[\]<~]/g, "\\$&");
}

function escaped(paragraph) {
  return inline(paragraph).replace(/^([#>+-]|\d{1,3}[.)](?=\s))/, (mark) => (mark.length > 1 ? `${mark.slice(0, -1)}\\${mark.at(-1)}` : `\\${mark}`));
}

const LONGEST = 60; // characters kept of each side, as runtut keeps them

/** Return a baseline of findings with the reasons for which they may stand, to be given to `runtut check --baseline`. */
export function baseline(findings, reasons, today) {
  const entries = findings.map((each) => {
    const sides = each.spans.map((span) => span.text.split(/\s+/).filter(Boolean).join(" "));
    const words = sides.map((side) => (Array.from(side).length <= LONGEST ? side : `${Array.from(side).slice(0, LONGEST - 1).join("")}…`));
    return [
      "",
      "[[silenced]]",
      `code = ${toml(each.code)}`,
      `words = [${words.map(toml).join(", ")}]`,
      `fingerprint = ${toml(each.fingerprint)}`,
      `added = ${today}`,
      `reason = ${toml(reasons.get(each.fingerprint))}`,
      "",
    ].join("\n");
  });
  return `# Findings that runtut leaves out, each with the reason why it may stand.\n${entries.join("")}`;
}

function toml(words) {
  return JSON.stringify(words).replaceAll("\u007f", "\\u007f");
}

/** Return the name a draft's file may have. */
export function fileName(title) {
  const plain = title.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").toLowerCase();
  return Array.from(plain).slice(0, 60).join("") || "draft";
}
