import type { types } from "./types-only-too.js";

export const only: typeof types = [];
