// What a client of the server may import without loading the server: our own requests, addresses
// and settings. Imports nothing heavy.

export { addressOf } from "./address-of.js";
export { LIST_FILES_METHOD, READ_FILE_METHOD } from "./client-files.js";
export type { AssertionBlock } from "./features/assertions.js";
export type { AssertionVerdict } from "./features/check-assertions.js";
export type { NetworkEntry } from "./features/networks.js";
export { READABLE_FILES_METHOD, type ReadableFilesParameters } from "./features/readable-files.js";
export type { RunEntry } from "./features/runs.js";
export { defaultSettings } from "./settings.js";
export { type LevelsByCode, levelsFrom, withLevels } from "./shown-severity.js";
export { VIEW_SCHEME, type ViewAddress, viewUri } from "./views/view-address.js";
export { type ViewTargetName, viewTargets } from "./views/view-targets.js";
