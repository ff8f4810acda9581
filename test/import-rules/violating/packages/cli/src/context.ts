import type { flags } from "./flags.js";

export const context: typeof flags = [];
