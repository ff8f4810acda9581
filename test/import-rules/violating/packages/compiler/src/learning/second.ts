import { third } from "./third.js";

export const second = third;
