import { nodes } from "../../ast/nodes.js";
import type { Model } from "../../model/model.js"; // expect: folder-order

export const fix: Model[] = nodes;
