// Adds an entry to the feed.

import { defineFixer } from "../fix.js";

export const unfedInput = defineFixer("unfed-input", ({ name }, { origin }, source) => {
  const feed = /\bfeed\s*\{/.exec(source.content.slice(origin.span.start));
  if (feed === null) return [];
  const at = origin.span.start + feed.index + feed[0].length;
  return [
    { title: `Feed \`${name}\``, edits: [{ span: { start: at, end: at }, text: ` ${name}: ${name};` }] },
  ];
});
