export { nodes as parse } from "./ast/nodes.js";
