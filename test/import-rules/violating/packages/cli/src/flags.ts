import { context } from "./context.js";

export const flags = context;
