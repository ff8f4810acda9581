// Writes syntaxes/ncrn.tmLanguage.json from the token table of the language, so that colours and lexer never disagree.
// Run after a build, from this package's folder. What the words are called in themes is decided in text-mate-grammar.mjs.
import { mkdirSync, writeFileSync } from "node:fs";
import { tokenTable } from "@ncrn/language";
import { grammarFromTokens } from "./text-mate-grammar.mjs";

mkdirSync("syntaxes", { recursive: true });
writeFileSync(
  "syntaxes/ncrn.tmLanguage.json",
  `${JSON.stringify(grammarFromTokens(tokenTable), undefined, 2)}\n`,
);
