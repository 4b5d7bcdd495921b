// The findings of the draft, kept in place while the text changes, and those that were dismissed.

import { move, units } from "./places.js";

export class Findings {
  constructor() {
    this.all = [];
    this.outline = null;
    this.reasons = new Map(); // of those dismissed, by fingerprint: for this draft, in this page's memory
    this.places = []; // all that points into the draft, to be moved as one
  }

  clear() {
    this.all = [];
    this.outline = null;
    this.places = [];
    this.reasons.clear();
  }

  /** Those that stand, numbered in the order of the text. */
  get standing() {
    return this.all.filter((each) => !this.reasons.has(each.fingerprint));
  }

  get dismissed() {
    return this.all.filter((each) => this.reasons.has(each.fingerprint));
  }

  /** Take an answer to the texts `then`, by part; `since` is what changed in them after they were sent, in order. */
  take(answer, then, since) {
    const places = [];
    const turn = Object.fromEntries(Object.entries(then).map(([part, text]) => [part, units(text)]));
    const place = (part, start, end) => {
      const made = turn[part] ? { part, start: turn[part](start), end: turn[part](end), gone: false } : { part, start: 0, end: 0, gone: true };
      places.push(made);
      return made;
    };
    const found = answer.stories[0].findings.map((each) => ({
      ...each,
      spans: each.spans.map((span) => Object.assign(place(span.in, span.start, span.end), { text: span.text })),
      repairs: each.repairs.map((repair) => ({
        ...repair,
        edits: repair.edits.map((edit) => ({ place: place(edit.in, edit.start, edit.end), text: edit.text })),
      })),
    }));
    const inText = (start, end) => place("text", start, end);
    const outline = answer.outline && located(answer.outline, inText);
    this.places = places;
    for (const { part, what } of since) this.moved(part, what);
    this.all = named(found.filter(whole));
    this.outline = outline;
  }

  /** Move everything by what changed in a part; what was touched itself is gone. */
  moved(part, what) {
    for (const each of this.places) if (each.part === part && !each.gone && !move(each, what)) each.gone = true;
    this.all = this.all.filter(whole);
  }

  drop(finding) {
    this.all = this.all.filter((each) => each !== finding);
  }
}

function whole(finding) {
  return !finding.spans.some((each) => each.gone);
}

/** Give each finding a key that is the same after the next check, where it is the same finding. */
function named(found) {
  const order = (each) => (each.spans[0].part === "title" ? -1 : each.spans[0].part === "text" ? 0 : 1);
  const first = (each) => Math.min(...each.spans.filter((span) => span.part === each.spans[0].part).map((span) => span.start));
  found.sort((a, b) => order(a) - order(b) || first(a) - first(b));
  const seen = new Map();
  for (const each of found) {
    const count = seen.get(each.fingerprint) ?? 0;
    seen.set(each.fingerprint, count + 1);
    each.key = `${each.fingerprint}-${count}`;
  }
  return found;
}

/** Return an outline with a place in it wherever it has a start and an end. */
function located(what, place) {
  if (Array.isArray(what)) return what.map((each) => located(each, place));
  if (what === null || typeof what !== "object") return what;
  const made = Object.fromEntries(
    Object.entries(what).map(([key, value]) => [key, key === "spans" ? value.map(([start, end]) => place(start, end)) : located(value, place)]),
  );
  if (typeof what.start === "number") made.place = place(what.start, what.end);
  return made;
}
