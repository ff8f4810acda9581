import { createToken } from "chevrotain";
import type { Span } from "../text/span.js";
import type { Node } from "../ast/nodes.js"; // expect: folder-order

export const tokens: [Span, Node, unknown][] = [createToken];
