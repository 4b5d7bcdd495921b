// One field of the draft: a text area, and behind it the same text on which marks are drawn. The text never becomes markup.

import { change } from "./places.js";

const GRAVITY = { error: 3, warning: 2, note: 1 };

export class Editor {
  /** `changed(editor, what)` is called with what changed, `chosen(editor, at)` where the text is clicked. */
  constructor(root, { changed, chosen }) {
    this.root = root;
    this.part = root.dataset.part;
    this.area = root.querySelector("textarea");
    this.mirror = root.querySelector(".mirror");
    this.text = this.area.value;
    this.marks = [];
    this.area.addEventListener("input", () => {
      const what = change(this.text, this.area.value);
      this.text = this.area.value;
      changed(this, what);
    });
    this.area.addEventListener("click", () => {
      if (this.area.selectionStart === this.area.selectionEnd) chosen(this, this.area.selectionStart);
    });
    if (this.part !== "text") {
      this.area.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.altKey && !event.ctrlKey) event.preventDefault();
      });
    }
    this.draw();
  }

  /** Put another text in its place, without a word to anybody. */
  set(text) {
    this.area.value = text;
    this.text = this.area.value; // line ends are the browser's now
    this.draw([]);
  }

  /** Draw marks: places in UTF-16 units with `number`, `severity` and whether they are `open`. */
  draw(marks = this.marks) {
    this.marks = marks;
    const edges = [...new Set([0, this.text.length, ...marks.flatMap((each) => [each.start, each.end])])].sort((a, b) => a - b);
    const pieces = edges.slice(1).map((end, index) => this.#piece(edges[index], end));
    this.mirror.replaceChildren(...pieces, "\u200b"); // so that a last line which is empty has its height
  }

  #piece(start, end) {
    const words = this.text.slice(start, end);
    const over = this.marks.filter((each) => each.start <= start && end <= each.end);
    if (!over.length) return words;
    const made = document.createElement("span");
    const gravest = over.reduce((worst, each) => (GRAVITY[each.severity] > GRAVITY[worst.severity] ? each : worst));
    made.className = `mark ${gravest.severity}`;
    if (over.some((each) => each.open)) made.classList.add("open");
    const ending = over.filter((each) => each.end === end).map((each) => each.number);
    if (ending.length) made.dataset.numbers = ending.join(" ");
    made.textContent = words;
    return made;
  }

  /** Return the boxes of a place on the screen, one a line. */
  boxes({ start, end }) {
    const range = document.createRange();
    range.setStart(...this.#node(start));
    range.setEnd(...this.#node(end));
    return [...range.getClientRects()].filter((each) => each.width > 0);
  }

  #node(at) {
    const walk = document.createTreeWalker(this.mirror, NodeFilter.SHOW_TEXT);
    let left = at;
    let node = walk.nextNode();
    while (node && left > node.length) {
      left -= node.length;
      node = walk.nextNode();
    }
    return node ? [node, left] : [this.mirror, 0];
  }

  /** Select a place and bring it into view. */
  go({ start, end }) {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start, end);
    this.show({ start, end });
  }

  /** Bring a place into view, where it is not. */
  show(place) {
    const [box] = this.boxes(place);
    if (!box) return;
    const room = document.documentElement.clientHeight;
    if (box.top < 90 || box.bottom > room * 0.6) window.scrollBy({ top: box.top - room * 0.3 });
  }

  /** Put words in the place of others, so that the browser's own undo takes them back. */
  replace({ start, end }, words) {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start, end);
    const done = words ? document.execCommand("insertText", false, words) : document.execCommand("delete");
    if (!done || this.area.value.slice(start, start + words.length) !== words) {
      this.area.setRangeText(words, start, end, "end");
      this.area.dispatchEvent(new Event("input"));
    }
  }
}
