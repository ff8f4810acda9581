import { CstParser } from "chevrotain";
import { tokens } from "../tokens/tokens-from-text.js";
import { // expect: folder-order
  nodes,
  type Node,
} from "../ast/nodes.js";

export const grammar: Node[] = [CstParser, tokens, nodes];
