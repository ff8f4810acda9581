import { format } from "prettier";

export const formatted = format;
