import { createToken } from "chevrotain";
import type { Span } from "../text/span.js";
import type { Node } from "../ast/nodes.js"; // expect: language-order

export const tokens: [Span, Node, unknown][] = [createToken];
