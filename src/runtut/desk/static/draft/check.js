// Asking the API: what does not hold together in the draft as it is now. An answer to an older text is told as one.

const PAUSE = 250; // milliseconds without a key before the draft is sent
const PATIENCE = 1200; // and after which it is sent all the same

/** A problem as the API tells it, or that it does not answer (`status` 0). */
export class Trouble extends Error {
  constructor(status, detail, kind) {
    super(detail);
    this.status = status;
    this.kind = kind;
  }
}

/** Send something to the API and return its answer. */
export async function ask(path, body, { type = "application/json", signal } = {}) {
  let answer;
  try {
    const sent = type === "application/json" ? JSON.stringify(body) : body;
    const headers = { "Content-Type": type, "Accept-Language": document.documentElement.lang };
    answer = await fetch(`/api/v1/${path}`, { method: "POST", headers, body: sent, signal, credentials: "same-origin" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Trouble(0, "", "unreachable");
  }
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw new Trouble(answer.status, problem.detail ?? answer.statusText, problem.kind);
}

export class Checker {
  /** `story()` gives the draft, null where there is none; `told(answer, story)` takes what comes of it. */
  constructor({ story, told, began, failed }) {
    Object.assign(this, { story, told, began, failed });
    this.waiting = null;
    this.since = 0;
    this.running = null;
  }

  /** Check soon: when the keys rest. */
  soon() {
    const now = performance.now();
    if (this.waiting === null) this.since = now;
    clearTimeout(this.waiting);
    const pause = Math.max(0, Math.min(PAUSE, this.since + PATIENCE - now));
    this.waiting = setTimeout(() => this.now(), pause);
  }

  /** Check at once. */
  async now() {
    clearTimeout(this.waiting);
    this.waiting = null;
    this.running?.abort();
    const story = this.story();
    if (story === null) {
      this.running = null;
      this.told(null, null);
      return;
    }
    const running = new AbortController();
    this.running = running;
    this.began();
    try {
      const answer = await (await ask("check", { ...story, outline: true }, { signal: running.signal })).json();
      if (this.running !== running) return;
      this.running = null;
      this.told(answer, story);
    } catch (error) {
      if (this.running !== running || error.name === "AbortError") return;
      this.running = null;
      this.#failed(error);
    }
  }

  #failed(error) {
    this.failed(error);
    if (error.status === 503 || error.status === 0) this.waiting = setTimeout(() => this.now(), 3000);
  }

  /** Let go of what is on its way: the draft is another one now. */
  stop() {
    clearTimeout(this.waiting);
    this.waiting = null;
    this.running?.abort();
    this.running = null;
  }
}
