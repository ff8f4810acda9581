import type { Model } from "../model.js";
import { format } from "prettier"; // expect: confined

export const rule = (model: Model): unknown => format(model);
