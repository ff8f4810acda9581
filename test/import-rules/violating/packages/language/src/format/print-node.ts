import { doc } from "prettier/doc";
import { nodes } from "../ast/nodes.js";
import { parse } from "../parse.js";
import { grammar } from "../cst/grammar.js"; // expect: folder-order

export const printNode = [doc, nodes, parse, grammar];
