import type { Model } from "../model/model.js"; // expect: language-order

export const catalogue: Model[] = [];
