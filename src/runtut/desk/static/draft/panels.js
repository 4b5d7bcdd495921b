// The panels beside the draft: who speaks, which figures, what when, whose names. All of it was worded by the desk.

import { el, fill, sentence, short } from "./dom.js";

/** Fill the panels from an outline; `go(place)` leads to a place in the text. */
export function fillPanels(outline, words, go) {
  const told = outline ?? { sources: [], figures: [], timeline: [], names: [] };
  const moments = told.timeline.filter((each) => !each.published);
  put("sources", told.sources.length, words.nothingSaid, () => told.sources.map((each) => source(each, words, go)));
  put("figures", told.figures.length, words.noFigures, () => [el("ul", { class: "rows" }, ...told.figures.map((each) => figure(each, words, go)))]);
  put("timeline", moments.length, words.noTimes, () => timeline(told.timeline, words, go));
  put("names", told.names.length, words.noNames, () => names(told.names, words, go));
}

function put(name, count, none, made) {
  document.querySelector(`#count-${name}`).textContent = count ? String(count) : "";
  document.querySelector(`#panel-${name}`).replaceChildren(...(count ? made() : [el("p", { class: "hint" }, none)]));
}

function leads(place, go, attributes, ...children) {
  return el("button", { type: "button", class: "lead-to", lang: "id", ...attributes, onclick: () => go(place) }, ...children);
}

function source(each, words, go) {
  const aside = each.who === "described" ? words.described : null;
  const said = each.quotations.map((one) => {
    const about = [
      one.told_to && fill(words.toldTo, { name: one.told_to }),
      one.when,
      one.through.length > 2 && fill(words.through, { chain: one.through.join(" → ") }),
    ].filter(Boolean);
    const shown = short(one.text, 160);
    return el("li", {}, leads(one.place, go, {}, one.kind === "direct" ? `“${shown}”` : shown), about.length > 0 && el("span", { class: "hint" }, about.join(" · ")));
  });
  return el(
    "section",
    { class: `source ${each.who}` },
    el(
      "h3",
      {},
      each.name ?? sentence(words.nobody),
      each.quotations.length > 1 && el("span", { class: "count" }, fill(words.times, { count: each.quotations.length })),
      aside && el("span", { class: "chip" }, aside),
    ),
    each.roles.length > 0 && el("p", { class: "hint" }, each.roles.join("; ")),
    el("ul", {}, ...said),
  );
}

function figure(each, words, go) {
  const amount = each.amount.toLocaleLowerCase();
  const about = [
    !amount.includes(each.what.toLocaleLowerCase()) && each.what,
    each.period && fill(words.period, { period: each.period }),
    each.said_by && fill(words.saidBy, { name: each.said_by }),
  ].filter(Boolean);
  return el(
    "li",
    {},
    leads(each.place, go, { class: "lead-to amount", lang: null }, each.amount),
    each.status !== "stated" && el("span", { class: `chip ${each.status}` }, words.status[each.status]),
    amount !== each.text.toLocaleLowerCase() && el("q", { lang: "id" }, short(each.text, 60)),
    about.length > 0 && el("span", { class: "hint" }, about.join(" · ")),
  );
}

function timeline(moments, words, go) {
  const listed = (some) => el("ol", { class: "timeline" }, ...some.map((each) => moment(each, words, go)));
  const behind = moments.filter((each) => !each.ahead);
  const ahead = moments.filter((each) => each.ahead);
  return [behind.length > 0 && listed(behind), ahead.length > 0 && el("h3", {}, words.ahead), ahead.length > 0 && listed(ahead)].filter(Boolean);
}

function moment(each, words, go) {
  if (each.published) return el("li", { class: "published" }, el("span", { class: "when" }, each.when), " ", el("span", {}, words.published));
  const chip = (status) => el("span", { class: `chip ${status}` }, words.status[status]);
  const alike = each.told.every((one) => one.status === each.told[0].status);
  const told = each.told.map((one) => el("li", {}, !alike && chip(one.status), leads(one.place, go, {}, one.text)));
  return el("li", {}, el("span", { class: "when" }, each.when), alike && chip(each.told[0].status), el("ul", {}, ...told));
}

function names(all, words, go) {
  return ["person", "organization", "place"].flatMap((type) => {
    const some = all.filter((each) => each.type === type);
    if (!some.length) return [];
    return [el("h3", {}, words.type[type]), el("ul", { class: "rows" }, ...some.map((each) => name(each, words, go)))];
  });
}

function name(each, words, go) {
  const spelt = each.spellings.map(({ text, spans }) => {
    let next = 0;
    const follow = () => {
      const here = spans.filter((place) => !place.gone);
      if (here.length) go(here[next++ % here.length]);
    };
    return el("button", { type: "button", class: "lead-to", lang: "id", onclick: follow }, text, spans.length > 1 && el("span", { class: "count" }, fill(words.times, { count: spans.length })));
  });
  const alone = spelt.length === 1 && each.spellings[0].text === each.name;
  return el(
    "li",
    {},
    !alone && el("span", { class: "name" }, each.name),
    el("span", { class: alone ? "spellings alone" : "spellings" }, ...spelt),
    each.roles.length > 0 && el("span", { class: "hint" }, each.roles.join("; ")),
  );
}

/** Make tabs of the buttons: arrows walk, Home and End go to the ends. */
export function tabs(list, chosen) {
  const all = [...list.querySelectorAll("[role=tab]")];
  const choose = (tab, focus) => {
    for (const each of all) {
      const on = each === tab;
      each.setAttribute("aria-selected", String(on));
      each.tabIndex = on ? 0 : -1;
      document.getElementById(each.getAttribute("aria-controls")).hidden = !on;
    }
    if (focus) tab.focus();
    chosen(tab.id.replace("tab-", ""));
  };
  for (const each of all) each.addEventListener("click", () => choose(each, false));
  list.addEventListener("keydown", (event) => {
    const at = all.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.altKey) return;
    event.preventDefault();
    choose(all[to % all.length], true);
  });
  return (name) => choose(document.querySelector(`#tab-${name}`), false);
}
