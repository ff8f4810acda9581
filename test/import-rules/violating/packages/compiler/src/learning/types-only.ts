import type { types } from "./types-only-too.js"; // expect: cycle

export const only: typeof types = [];
