// The notes in the margin: what a finding says; opened, both sides, the fact, the repairs, and what may be done about it.

import { el, fill, sentence, short } from "./dom.js";

export class Notes {
  /** `acts` does what is asked for: open, close, go, apply, dismiss, restore. */
  constructor(list, words, acts) {
    this.list = list;
    this.words = words;
    this.acts = acts;
    this.shown = new Map();
    list.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const form = event.target.closest("form");
      event.preventDefault();
      if (form) this.#fold(form);
      else acts.close({ back: true });
    });
  }

  /** Show findings, in order; what has not changed stays as it is, so that nobody loses the place. */
  show(findings, open) {
    const kept = new Map();
    findings.forEach((finding, index) => {
      const number = index + 1;
      const opened = finding.key === open;
      const state = JSON.stringify([number, opened, finding.message, finding.detail, repairsOf(finding)]);
      const before = this.shown.get(finding.key);
      const same = before?.state === state;
      const note = same ? before.note : this.#note(finding.key, number, finding, opened);
      if (before && !same && before.note.contains(document.activeElement)) note.dataset.focus = "";
      kept.set(finding.key, { note, state });
    });
    this.shown = kept;
    const wanted = [...kept.values()].map((each) => each.note);
    if (wanted.length !== this.list.children.length || wanted.some((each, index) => this.list.children[index] !== each)) {
      this.list.replaceChildren(...wanted);
    }
    for (const each of this.list.querySelectorAll("[data-focus]")) {
      delete each.dataset.focus;
      each.querySelector(".head").focus({ preventScroll: true });
    }
  }

  note(key) {
    return this.shown.get(key)?.note ?? null;
  }

  focus(key) {
    this.note(key)?.querySelector(".head").focus({ preventScroll: true });
  }

  #note(key, number, finding, opened) {
    const { words, acts } = this;
    const severity = words.severity[finding.severity];
    const head = el(
      "button",
      { type: "button", class: "head", "aria-expanded": String(opened), onclick: () => (opened ? acts.close({ back: false }) : acts.open(key)) },
      el("span", { class: "number", "aria-hidden": "true" }, String(number)),
      el("span", { class: "kind" }, severity),
      " ",
      el("span", { class: "says" }, sentence(finding.message)),
    );
    return el("li", { class: `note ${finding.severity}${opened ? " open" : ""}`, "data-key": key }, head, opened && this.#body(key, finding));
  }

  #body(key, finding) {
    const { words, acts } = this;
    const sides = finding.spans.flatMap((span, index) => [
      index ? el("span", { class: "joint", "aria-hidden": "true" }, " ↔ ") : null,
      el("button", { type: "button", class: "side", lang: "id", onclick: () => acts.go(key, index) }, `“${short(span.text, 60)}”`),
    ]);
    const whose = finding.quoted ? fill(words.quoted, { name: finding.quoted }) : finding.in_quotation ? words.inQuotation : null;
    return el(
      "div",
      { class: "body" },
      el("p", { class: "sides", role: "group", "aria-label": words.sides }, ...sides),
      finding.detail && el("p", { class: "fact" }, sentence(finding.detail)),
      whose && el("p", { class: "whose" }, sentence(whose)),
      finding.repairs.length > 0 &&
        el("ul", { class: "repairs", "aria-label": words.repairs }, ...finding.repairs.map((each, index) => this.#repair(key, each, index))),
      el(
        "p",
        { class: "foot" },
        el(
          "a",
          { href: `/rules/${finding.code}`, target: "_blank", rel: "noopener" },
          fill(words.rule, { code: finding.code }),
          el("span", { class: "visually-hidden" }, ` (${words.newTab})`),
        ),
        el("button", { type: "button", class: "plain", onclick: (event) => this.#unfold(event.target.closest(".note"), key) }, words.dismiss),
        el("button", { type: "button", class: "plain close", onclick: () => acts.close({ back: true }) }, words.close),
      ),
    );
  }

  #repair(key, repair, index) {
    const { words, acts } = this;
    const message = sentence(repair.message);
    if (!repair.edits.length || repair.edits.some((each) => each.place.gone)) return el("li", { class: "advice" }, message);
    const puts = el("span", { class: "puts", lang: "id" }, el("ins", {}, short(repair.edits[0].text, 40)));
    if (repair.edits.length > 1) puts.append(` · ${fill(words.everywhere, { count: repair.edits.length })}`);
    const apply = () => acts.apply(key, index);
    return el(
      "li",
      {},
      el("button", { type: "button", class: "repair", "aria-label": fill(words.apply, { repair: repair.message }), onclick: apply }, el("span", {}, message), puts),
    );
  }

  #unfold(note, key) {
    const open = note.querySelector("form");
    if (open) {
      this.#fold(open);
      return;
    }
    const { words, acts } = this;
    const other = el("input", { type: "text", name: "reason", maxlength: "300", autocomplete: "off", "aria-label": words.otherReason, placeholder: words.otherReason });
    const choices = words.reasons.map((reason) =>
      el("button", { type: "button", class: "quiet", onclick: () => acts.dismiss(key, reason) }, sentence(reason)),
    );
    const form = el(
      "form",
      {
        class: "reasons",
        onsubmit: (event) => {
          event.preventDefault();
          if (other.value.trim()) acts.dismiss(key, other.value.trim());
          else other.focus();
        },
      },
      el("p", {}, words.reason),
      ...choices,
      el("span", { class: "other" }, other, el("button", {}, words.dismissIt)),
    );
    note.querySelector(".body").append(form);
    choices[0].focus();
    acts.placed();
  }

  #fold(form) {
    const note = form.closest(".note");
    form.remove();
    note.querySelector(".foot button").focus();
    this.acts.placed();
  }
}

function repairsOf(finding) {
  return finding.repairs.map((each) => [each.message, each.edits.map((edit) => [edit.text, edit.place.gone])]);
}

/** List what was dismissed, each with its reason and a way back. */
export function listDismissed(list, findings, reasons, words, restore) {
  list.replaceChildren(
    ...findings.map((each) =>
      el(
        "li",
        {},
        el("span", { class: "says" }, sentence(each.message)),
        el("span", { class: "hint" }, reasons.get(each.fingerprint)),
        el("button", { type: "button", class: "plain", onclick: () => restore(each.fingerprint) }, words.bringBack),
      ),
    ),
  );
}

const GAP = 10;

/** Place notes beside their lines, none over another; the open one exactly at its own. */
export function arrange(list, findings, open, topOf) {
  const notes = [...list.children];
  if (getComputedStyle(list).position !== "relative") {
    for (const each of notes) each.style.top = "";
    list.style.height = "";
    return;
  }
  const base = list.getBoundingClientRect().top;
  const heights = notes.map((each) => each.offsetHeight);
  const tops = findings.map((each) => Math.max(0, (topOf(each) ?? base) - base));
  const fixed = findings.findIndex((each) => each.key === open);
  for (let at = fixed - 1; at >= 0; at -= 1) tops[at] = Math.min(tops[at], tops[at + 1] - heights[at] - GAP);
  let least = 0;
  notes.forEach((each, at) => {
    tops[at] = Math.max(tops[at], least);
    least = tops[at] + heights[at] + GAP;
    each.style.top = `${tops[at]}px`;
  });
  list.style.height = `${least}px`;
}
