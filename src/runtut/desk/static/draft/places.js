// Places in a text. The API counts Unicode code points, a browser counts UTF-16 units; and a text goes on changing.

/** Return what turns an offset in code points of a text into one in UTF-16 units. */
export function units(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (at) => at;
  const starts = [];
  let at = 0;
  for (const point of text) {
    starts.push(at);
    at += point.length;
  }
  starts.push(at);
  return (point) => starts[Math.min(point, starts.length - 1)];
}

/** Return the one stretch in which two texts differ: `from`, and where it ends in the old (`before`) and the new (`after`). */
export function change(old, now) {
  const shorter = Math.min(old.length, now.length);
  let from = 0;
  while (from < shorter && old.charCodeAt(from) === now.charCodeAt(from)) from += 1;
  let same = 0;
  while (same < shorter - from && old.charCodeAt(old.length - 1 - same) === now.charCodeAt(now.length - 1 - same)) same += 1;
  return { from, before: old.length - same, after: now.length - same };
}

/** Move a place by what changed. Return false where its own words were touched: it is nowhere then. */
export function move(place, { from, before, after }) {
  if (place.end <= from) return true;
  if (place.start < before) return false;
  place.start += after - before;
  place.end += after - before;
  return true;
}
