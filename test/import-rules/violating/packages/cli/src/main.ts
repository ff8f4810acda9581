import { readFileSync } from "node:fs";
import { analyze } from "@ncrn/language";
import { createConnection } from "vscode-languageserver/node"; // expect: confined
import { activate } from "ncrn"; // expect: package-order

export const used = [readFileSync, analyze, createConnection, activate];
