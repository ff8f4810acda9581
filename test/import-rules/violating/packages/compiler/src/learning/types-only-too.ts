import { only } from "./types-only.js";

export const types = only;
