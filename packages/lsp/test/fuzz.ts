// What scripts/fuzz-editor.mjs runs.

export { deleteTokens } from "./delete-tokens.js";
export { exampleFiles } from "./example-files.js";
export { replayEdits } from "./replay-edits.js";
