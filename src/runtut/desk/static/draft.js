// The page of a draft. The text is here alone: it goes to the API to be read, and nowhere else.

import { Checker, Trouble, ask } from "./draft/check.js";
import { download, el, fill } from "./draft/dom.js";
import { Editor } from "./draft/editor.js";
import { Findings } from "./draft/findings.js";
import { drawJoint } from "./draft/joint.js";
import { Notes, arrange, listDismissed } from "./draft/notes.js";
import { fillPanels, tabs } from "./draft/panels.js";
import { baseline, fileName, markdown } from "./draft/saving.js";

const LARGEST = 20 * 1024 * 1024; // bytes of a file; the desk has its own limit
const QUIET = 1200; // milliseconds without a change before the number of findings is told

/** All that the page is, made anew when its language changes. */
class Page {
  constructor(carried) {
    this.$ = (selector) => document.querySelector(selector);
    this.root = this.$("#draft");
    this.words = JSON.parse(this.root.dataset.words);
    this.findings = carried?.findings ?? new Findings();
    this.rest = carried?.rest ?? {}; // what a document told of itself besides its text
    this.changed = carried?.changed ?? false;
    this.before = null;
    this.open = null;
    this.told = null;
    this.saying = null;
    this.since = []; // what has changed since the draft was last sent
    this.editors = new Map();
    for (const root of document.querySelectorAll(".editor")) this.#editor(root);
    this.notes = new Notes(this.$("#notes"), this.words, {
      open: (key) => this.openFinding(key),
      close: (how) => this.closeFinding(how),
      go: (key, side) => this.goSide(key, side),
      apply: (key, index) => this.apply(key, index),
      dismiss: (key, reason) => this.dismiss(key, reason),
      placed: () => this.place(),
    });
    this.tab = "findings";
    this.choose = tabs(this.$("[role=tablist]"), (name) => {
      this.tab = name;
      this.place();
    });
    this.checker = new Checker({
      story: () => this.story(),
      told: (answer, story) => this.take(answer, story),
      began: () => {
        this.since = [];
        this.state(this.words.checking);
      },
      failed: (error) => this.trouble(error),
    });
    this.#listen();
    if (carried) this.put(carried.story, { keep: true });
    else if ([...this.editors.values()].some((each) => each.text)) this.after(0); // what a browser has kept on going back
    this.render();
  }

  #editor(root) {
    const editor = new Editor(root, {
      changed: (which, what) => {
        this.changed = true;
        this.since.push({ part: which.part, what });
        this.findings.moved(which.part, what);
        this.render();
        this.checker.soon();
      },
      chosen: (which, at) => this.openAt(which, at, false),
    });
    this.editors.set(editor.part, editor);
    return editor;
  }

  #listen() {
    const on = (selector, name, act) => this.$(selector)?.addEventListener(name, act); // some may not put stories on file
    on("#published", "change", () => this.dated());
    on("#today", "click", () => {
      this.$("#published").value = today();
      this.dated();
    });
    on("#file", "change", (event) => {
      const [file] = event.target.files;
      event.target.value = "";
      if (file) this.readFile(file);
    });
    on("#fetch", "submit", (event) => {
      event.preventDefault();
      this.readAddress(this.$("#url").value.trim());
    });
    on("#example", "click", () => this.put(this.words.example));
    on("#new", "click", () => {
      this.put({ text: "" });
      this.editors.get("title").area.focus();
    });
    on("#save", "click", () => this.save());
    on("#page", "click", () => this.readingPage());
    on("#print", "click", () => window.print());
    on("#file-it", "submit", (event) => {
      event.preventDefault();
      this.putOnFile(this.$("#name").value.trim());
    });
    this.$("#file-it")?.closest("details").addEventListener("toggle", () => {
      if (!this.$("#name").value) this.$("#name").value = fileName(this.texts().title);
    });
    on("#baseline", "click", () => download("silenced.toml", "application/toml", baseline(this.findings.dismissed, this.findings.reasons, today())));
    this.root.addEventListener("dragover", (event) => this.#over(event, true));
    this.root.addEventListener("dragleave", (event) => {
      if (!this.root.contains(event.relatedTarget)) this.root.classList.remove("dropping");
    });
    this.root.addEventListener("drop", (event) => this.#over(event, false));
    this.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && event.target.closest("details.menu")?.open) {
        const menu = event.target.closest("details.menu");
        menu.open = false;
        menu.querySelector("summary").focus();
        event.stopPropagation();
      }
    });
    this.observer = new ResizeObserver(() => this.place());
    this.observer.observe(this.$(".paper"));
    document.fonts?.ready.then(() => this.place());
  }

  /** Stop all that this page does: another takes its place. */
  leave() {
    this.checker.stop();
    this.observer.disconnect();
    clearTimeout(this.saying);
  }

  #over(event, hovering) {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    this.root.classList.toggle("dropping", hovering);
    if (!hovering && event.dataTransfer.files.length) this.readFile(event.dataTransfer.files[0]);
  }

  // ---------------------------------------------------------------- the draft

  texts() {
    return Object.fromEntries([...this.editors].map(([part, editor]) => [part, editor.text]));
  }

  /** Return the draft as the API takes it, null where there is no text. */
  story() {
    const { title, text } = this.texts();
    if (!text.trim()) return null;
    const captions = (this.rest.captions ?? []).map((each, index) => ({ ...each, text: this.editors.get(`caption:${index}`)?.text ?? each.text }));
    const day = this.$("#published").value;
    const published = day && this.rest.published?.startsWith(day) ? this.rest.published : day;
    const known = Object.fromEntries(Object.entries({ ...this.rest, captions, published, title }).filter(([, value]) => value?.length));
    return { ...known, text };
  }

  /** Put a story in the place of the draft; the one before can be brought back. */
  put(story, { keep = false } = {}) {
    if (!keep) {
      const before = this.story();
      this.before = before && this.changed ? { story: before, reasons: new Map(this.findings.reasons) } : null;
      this.changed = false;
      this.findings.clear();
      this.open = null;
      this.told = null;
    }
    const { title, text, published, ...rest } = story;
    delete rest.id;
    this.rest = { ...rest, published };
    for (const part of [...this.editors.keys()]) if (part.startsWith("caption:")) this.editors.delete(part);
    const captions = (rest.captions ?? []).map((each, index) => this.#caption(each, index));
    this.$("#captions").replaceChildren(...captions);
    this.editors.get("title").set(title ?? "");
    this.editors.get("text").set(text ?? "");
    this.$("#published").value = (published ?? "").slice(0, 10);
    this.checker.stop();
    this.after(0);
    this.render();
  }

  #caption({ text }, index) {
    const root = this.$(".editor.text").cloneNode(true);
    root.className = "editor caption";
    root.dataset.part = `caption:${index}`;
    const area = root.querySelector("textarea");
    const name = fill(this.words.caption, { number: index + 1 });
    area.setAttribute("aria-label", name);
    area.removeAttribute("aria-describedby");
    area.placeholder = name;
    area.value = text;
    root.querySelector(".mirror").replaceChildren();
    this.#editor(root);
    return root;
  }

  after(pause) {
    this.trouble(null);
    if (pause) this.checker.soon();
    else this.checker.now();
  }

  dated() {
    this.changed = true;
    this.render();
    this.after(0);
  }

  // ---------------------------------------------------------------- documents

  async readFile(file) {
    if (file.size > LARGEST) this.trouble(new Trouble(413, this.words.tooLarge, "too-large"));
    else await this.#read(file.name, () => ask(`document?name=${encodeURIComponent(file.name)}`, file, { type: "application/octet-stream" }));
  }

  async readAddress(url) {
    if (url) await this.#read(url, () => ask("fetch", { url }));
  }

  async #read(name, asked) {
    this.state(fill(this.words.reading, { name }));
    try {
      const story = await (await asked()).json();
      this.closeMenus();
      this.put(Object.fromEntries(Object.entries(story).filter(([, value]) => value !== null)));
      this.say(fill(this.words.opened, { name }));
    } catch (error) {
      this.state();
      this.trouble(error);
    }
  }

  save() {
    const story = this.story();
    if (story === null) return;
    download(`${fileName(story.title ?? "")}.md`, "text/markdown", markdown(story));
    this.changed = false;
  }

  async readingPage() {
    const story = this.story();
    if (story === null) return;
    try {
      const page = await (await ask("page", story)).blob();
      download(`${fileName(story.title ?? "")}.html`, "text/html", page);
    } catch (error) {
      this.trouble(error);
    }
  }

  async putOnFile(id) {
    const story = this.story();
    if (story === null || !id) return;
    try {
      const { fate } = await (await ask("stories", { ...story, id })).json();
      this.closeMenus();
      this.changed = false;
      this.trouble(null);
      this.state(this.words.filed[fate]);
      this.say(this.words.filed[fate]);
    } catch (error) {
      this.trouble(error);
    }
  }

  closeMenus() {
    for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
  }

  // ---------------------------------------------------------------- findings

  take(answer, story) {
    this.trouble(null);
    if (answer === null) {
      this.findings.all = [];
      this.findings.outline = null;
    } else {
      const then = { text: story.text, title: story.title ?? "" };
      (story.captions ?? []).forEach((each, index) => {
        then[`caption:${index}`] = each.text;
      });
      this.findings.take(answer, then, this.since);
    }
    fillPanels(this.findings.outline, this.words, (place) => this.goPlace(place));
    this.render();
    clearTimeout(this.saying);
    this.saying = setTimeout(() => this.tell(), QUIET);
  }

  /** Tell how many findings there are, to those who do not see it, and only where that has changed. */
  tell() {
    const count = this.findings.standing.length;
    if (this.told === count || this.story() === null) return;
    this.say(count && this.told === null ? `${this.count()}. ${this.words.goFirst}` : count ? this.count() : this.words.none);
    this.told = count;
  }

  count() {
    const count = this.findings.standing.length;
    return count === 1 ? this.words.one : fill(this.words.many, { count });
  }

  say(words) {
    this.$("#told").textContent = words;
  }

  finding(key) {
    return this.findings.standing.find((each) => each.key === key);
  }

  openFinding(key, { focus = true } = {}) {
    if (this.tab !== "findings") this.choose("findings");
    this.open = key;
    this.render();
    const finding = this.finding(key);
    if (!finding) return;
    this.editors.get(finding.spans[0].part)?.show(finding.spans[0]);
    if (focus) this.notes.focus(key);
    const note = this.notes.note(key);
    if (getComputedStyle(note).position === "absolute") note.scrollIntoView({ block: "nearest" });
  }

  /** Open what stands where the text was clicked, or the cursor is. */
  openAt(editor, at, focus) {
    const over = this.findings.standing.filter((each) => each.spans.some((span) => span.part === editor.part && span.start <= at && at <= span.end));
    if (!over.length) {
      if (!focus) this.closeFinding({ back: false });
      return false;
    }
    const next = over[(over.findIndex((each) => each.key === this.open) + 1) % over.length];
    this.openFinding(next.key, { focus });
    return true;
  }

  closeFinding({ back }) {
    const finding = this.finding(this.open);
    this.open = null;
    this.render();
    if (back && finding) this.editors.get(finding.spans[0].part)?.go(finding.spans[0]);
  }

  step(by) {
    const all = this.findings.standing;
    if (!all.length) {
      this.say(this.words.none);
      return;
    }
    const here = all.findIndex((each) => each.key === this.open);
    const at = here >= 0 ? (here + by + all.length) % all.length : this.#nearest(all, by);
    this.openFinding(all[at].key);
  }

  #nearest(all, by) {
    const area = document.activeElement;
    if (area !== this.editors.get("text").area) return by > 0 ? 0 : all.length - 1;
    const starts = all.map((each) => (each.spans[0].part === "text" ? Math.min(...each.spans.map((span) => span.start)) : -1));
    const after = starts.findIndex((each) => each >= area.selectionEnd);
    if (by > 0) return after < 0 ? 0 : after;
    return (after < 0 ? all.length : after) - 1 < 0 ? all.length - 1 : (after < 0 ? all.length : after) - 1;
  }

  goSide(key, side) {
    const span = this.finding(key)?.spans[side];
    if (span) this.editors.get(span.part)?.go(span);
  }

  goPlace(place) {
    if (!place.gone) this.editors.get(place.part)?.go(place);
  }

  apply(key, index) {
    const finding = this.finding(key);
    const repair = finding?.repairs[index];
    if (!repair || repair.edits.some((each) => each.place.gone)) return;
    this.findings.drop(finding);
    this.open = null;
    const edits = repair.edits.map(({ place, text }) => ({ part: place.part, start: place.start, end: place.end, text }));
    edits.sort((a, b) => b.start - a.start);
    for (const edit of edits) this.editors.get(edit.part).replace(edit, edit.text);
    const first = edits.at(-1);
    this.editors.get(first.part).go({ start: first.start, end: first.start + first.text.length });
    this.say(fill(this.words.applied, { repair: repair.message }));
    this.checker.now();
  }

  dismiss(key, reason) {
    const finding = this.finding(key);
    if (!finding) return;
    const all = this.findings.standing;
    const next = all[(all.indexOf(finding) + 1) % all.length];
    this.findings.reasons.set(finding.fingerprint, reason);
    this.open = null;
    this.render();
    this.say(fill(this.words.dismissedNow, { reason }));
    if (next !== finding && this.finding(next.key)) this.notes.focus(next.key);
    else this.editors.get(finding.spans[0].part)?.area.focus();
  }

  restore(fingerprint) {
    this.findings.reasons.delete(fingerprint);
    this.render();
    this.notes.focus(this.findings.standing.find((each) => each.fingerprint === fingerprint)?.key);
  }

  // ---------------------------------------------------------------- what is shown

  render() {
    const standing = this.findings.standing;
    if (!this.finding(this.open)) this.open = null;
    for (const [part, editor] of this.editors) {
      editor.draw(
        standing.flatMap((each, index) =>
          each.spans
            .filter((span) => span.part === part)
            .map(({ start, end }) => ({ start, end, number: index + 1, severity: each.severity, open: each.key === this.open })),
        ),
      );
    }
    this.notes.show(standing, this.open);
    const dismissed = this.findings.dismissed;
    this.$("#set-aside").hidden = !dismissed.length;
    this.$("#count-dismissed").textContent = String(dismissed.length);
    listDismissed(this.$("#dismissed"), dismissed, this.findings.reasons, this.words, (each) => this.restore(each));
    const some = this.story() !== null;
    this.root.classList.toggle("empty", !some);
    this.$("#keeping").hidden = !some;
    this.$("#new").hidden = !some && !this.editors.get("title").text;
    this.$("#example").hidden = some;
    this.$("#undated").hidden = this.$("#published").value !== "";
    this.$("#today").hidden = this.$("#published").value !== "";
    this.$("#count-findings").textContent = standing.length ? String(standing.length) : "";
    this.$("#verdict").textContent = standing.length ? "" : some ? (this.findings.outline ? this.words.none : "") : this.words.empty;
    if (!this.checker?.running) this.state();
    this.place();
  }

  /** Tell what the desk does, or how long the draft is. */
  state(doing = null) {
    const count = this.editors.get("text").text.match(/\S+/g)?.length ?? 0;
    const words = count === 1 ? this.words.oneWord : fill(this.words.words, { count: count.toLocaleString(document.documentElement.lang) });
    const parts = [count ? words : null, doing].filter(Boolean).join(" · ");
    const back = this.before
      ? el("button", { type: "button", class: "plain", onclick: () => this.bringBack() }, this.words.before)
      : null;
    this.$("#state").replaceChildren(...[parts, back && parts ? " · " : null, back].filter(Boolean));
  }

  bringBack() {
    const { story, reasons } = this.before;
    this.put(story);
    this.before = null;
    this.changed = true;
    this.findings.reasons = reasons;
    this.render();
    this.editors.get("text").area.focus();
  }

  trouble(error) {
    const box = this.$("#trouble");
    box.hidden = error === null;
    if (error === null) return;
    box.textContent = error instanceof Trouble && error.status ? error.message : this.words.unreachable;
    if (error.status === 401) box.append(" ", el("a", { href: "/login?next=/draft", target: "_blank", rel: "noopener" }, "→"));
    this.state();
  }

  /** Put the notes beside their lines, and join the sides of the open one. */
  place() {
    const top = (finding) => {
      const [first] = finding.spans;
      return this.editors.get(first.part)?.boxes(first)[0]?.top;
    };
    if (this.tab === "findings") arrange(this.$("#notes"), this.findings.standing, this.open, top);
    const finding = this.finding(this.open);
    const boxes = (finding?.spans ?? []).map((span) => this.editors.get(span.part)?.boxes(span)[0]).filter(Boolean);
    drawJoint(this.$(".paper"), boxes, finding?.severity);
  }
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((each) => String(each).padStart(2, "0")).join("-");
}

let page = new Page(null);

document.addEventListener("keydown", (event) => {
  const by = { F8: event.shiftKey ? -1 : 1, ArrowDown: event.altKey ? 1 : 0, ArrowUp: event.altKey ? -1 : 0 }[event.key];
  if (by && !event.ctrlKey && !event.metaKey && !event.target.closest("input, select")) {
    event.preventDefault();
    page.step(by);
    return;
  }
  const editor = [...page.editors.values()].find((each) => each.area === event.target);
  if (event.key === "Enter" && event.altKey && editor) {
    if (page.openAt(editor, editor.area.selectionStart, true)) event.preventDefault();
  } else if (event.key === "Escape" && page.open !== null && !event.defaultPrevented) {
    page.closeFinding({ back: !editor });
  }
});

window.addEventListener("beforeunload", (event) => {
  if (page.changed && page.story() !== null) event.preventDefault(); // the draft is nowhere else
});

// Another language: the page's words are changed for others, the draft stays where it is.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[hreflang]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || page.story() === null) return;
  event.preventDefault();
  const carried = { story: page.story(), findings: page.findings, rest: page.rest, changed: page.changed };
  const answer = await fetch(link.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const other = new DOMParser().parseFromString(await answer.text(), "text/html");
  page.leave();
  document.body.replaceWith(document.adoptNode(other.body));
  document.documentElement.lang = other.documentElement.lang;
  document.title = other.title;
  page = new Page(carried);
  document.querySelector(`a[hreflang="${other.documentElement.lang}"]`)?.focus({ preventScroll: true });
});
