import { InternalError } from "../internal-error.js";
import { tokens } from "../tokens/tokens-from-text.js"; // expect: folder-order

export interface Span {}
export const used = [InternalError, tokens];
