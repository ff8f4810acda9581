import { expect, test } from "vitest";
import { ResponseError } from "vscode-languageserver";
import { preparedRename } from "../../src/features/prepare-rename.js";
import { markedText } from "../marked-text.js";
import { openSnapshot } from "../open-snapshot.js";

test.each([
  ["assert <||>order <= 3", "`order` is a word of the language."],
  ["assert A >= 0, <||>order <= 3", "`order` is a word of the language."],
  ["assert <||>deficiency == 0", "`deficiency` is a word of the language."],
  ["assert <||>conserved(A)", "`conserved` is a function of the language."],
  ["assert order <= <||>order", "`order` is not declared, so nobody knows where else it stands."],
  ["A ->{<||>order} 0", "`order` is not declared, so nobody knows where else it stands."],
])("%s", (line, reason) => {
  const { text, ranges } = markedText(`crn N {\n  species A = 1\n  ${line}\n}\n`);
  const result = preparedRename(openSnapshot(text), { position: ranges[0]!.start });
  expect(result instanceof ResponseError ? result.message : result).toBe(reason);
});
