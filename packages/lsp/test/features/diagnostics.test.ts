import { expect, test } from "vitest";
import { diagnostics } from "../../src/features/diagnostics.js";
import { markedText } from "../marked-text.js";
import { openSnapshot, placesOf } from "../open-snapshot.js";

/** Errors and warnings of a marked text: one at each marked range, with these codes. */
function check(marked: string, codes: readonly string[]): void {
  const { text, ranges } = markedText(marked);
  const snapshot = openSnapshot(text);
  const found = diagnostics(snapshot, placesOf(snapshot)).get(snapshot.uri) ?? [];
  const serious = found.filter(({ severity }) => (severity ?? 1) <= 2);
  expect(serious.map(({ code, range }) => [code, range])).toEqual(
    codes.map((code, index) => [code, ranges[index]]),
  );
}

test("nothing about a sound network", () => check("crn A {\n  species X = 1\n  X ->{1} 0\n}\n", []));

test("a syntax error", () => check("crn A {\n  species X = 1\n  X ->{1} 0 <|)|>\n}\n", ["expected-token"]));

test("a model error", () =>
  check("crn A {\n  species X = 1\n  <|Y|> ->{1} 0\n  X ->{1} 0\n}\n", ["unknown-name"]));

test("a lowering error", () => check("crn A {\n  species X = 1\n  X' = <|-1|>\n}\n", ["not-kinetic"]));

const LOWERED_WITH_ERROR = "crn A {\n  species X = 1\n  X' = <|-1|>\n}\n";

test("lowering keeps silent about a network with errors", () =>
  check("crn A {\n  species X = 1\n  X' = -1\n  <|Y|> ->{1} 0\n}\n", ["unknown-name"]));

test("lowering speaks about a network while another one has errors, of meaning or of syntax", () => {
  check(`${LOWERED_WITH_ERROR}crn B {\n  species X = 1\n  <|Y|> ->{1} 0\n  X ->{1} 0\n}\n`, [
    "not-kinetic",
    "unknown-name",
  ]);
  check(`crn B {\n  species X = 1\n  X ->{1} 0 <|)|>\n}\n${LOWERED_WITH_ERROR}`, [
    "expected-token",
    "not-kinetic",
  ]);
});

test("lowering keeps silent while the network may be another one", () => {
  check(`${LOWERED_WITH_ERROR.replace(/<\||\|>/g, "")}<|anything|>\n`, ["expected-declaration"]);
  check(`const k = <|nowhere|>\n${LOWERED_WITH_ERROR.replace(/<\||\|>/g, "")}`, ["unknown-name"]);
});

test("a very long file is only parsed, and says so", () => {
  const text = `crn A {\n  species X = 1\n  Y ->{1} 0\n}\n${"// padding padding padding padding\n".repeat(30_000)}`;
  const snapshot = openSnapshot(text);
  const found = diagnostics(snapshot, placesOf(snapshot)).get(snapshot.uri) ?? [];
  expect(found.map(({ code }) => code)).toEqual(["file-too-large"]);
});
