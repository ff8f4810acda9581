import type { CstNode } from "chevrotain";
import { grammar } from "../cst/grammar.js";

export const ast: CstNode = grammar;
