import type { Model } from "../model/model.js"; // expect: folder-order

export const catalogue: Model[] = [];
