import { nodes } from "../ast/nodes.js"; // expect: unknown-folder

export const elaborated = nodes;
