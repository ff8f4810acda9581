import { format } from "prettier"; // expect: confined

export const checked = format;
