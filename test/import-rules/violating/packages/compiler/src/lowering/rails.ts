import type { first } from "../learning/first.js"; // expect: folder-order

export type Rails = typeof first;
