// import { readFileSync } from "node:fs": a comment is no import, and Math.random() here is no call.
/*
import { readFileSync } from "node:fs";
*/
import { readFileSync } from "node:fs"; // expect: pure-package
import path from "path"; // expect: pure-package
import { analyze } from "@ncrn/language"; // expect: package-order

export const notAnImport = `an import "node:fs" inside text`;
export const used = [readFileSync, path, analyze];
