import type { Model } from "../model/model.js"; // expect: folder-order
import type { IToken } from "chevrotain"; // expect: confined
import type { Span } from "../text/span.js";

export type Node = [Span, IToken, Model];
export const nodes = [];
