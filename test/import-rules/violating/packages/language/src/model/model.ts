import type { Node } from "../ast/nodes.js";
import { printNode } from "../format/print-node.js"; // expect: folder-order

export type Model = [Node, typeof printNode];
