// Adds an entry to the feed, if the column can be told.

import { writtenName } from "../../tokens/written-name.js";
import { defineFixer } from "../fix.js";

export const unfedInput = defineFixer("unfed-input", ({ name, column }, { origin }, source) => {
  const feed = /\bfeed\s*\{/.exec(source.content.slice(origin.span.start));
  if (feed === null || column === undefined) return [];
  const at = origin.span.start + feed.index + feed[0].length;
  const entry = `${writtenName(name)}: ${writtenName(column)}`;
  return [{ title: `Insert \`${entry}\``, edits: [{ span: { start: at, end: at }, text: ` ${entry};` }] }];
});
