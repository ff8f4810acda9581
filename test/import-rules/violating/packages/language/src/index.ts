// The entry point sees every folder: nothing here is a violation.
export { nodes } from "./ast/nodes.js";
export type { Model } from "./model/model.js";
export { printNode } from "./format/print-node.js";
