import { expect, test } from "vitest";
import { cursorAt } from "../src/cursor.js";
import { markedText } from "./marked-text.js";
import { openSnapshot } from "./open-snapshot.js";

/** The name and the kind of what it means at the marked position. */
function check(marked: string, name: string | undefined, kind: string | undefined): void {
  const { text, ranges } = markedText(marked);
  const position = ranges[0]?.start;
  const cursor = position && cursorAt(openSnapshot(text), position);
  expect([cursor?.name?.text, cursor?.symbol?.kind]).toEqual([name, kind]);
}

const TEXT = (line: string): string => `crn A {\n  species S = 1\n  rate k = 2\n  ${line}\n}\n`;

test("inside a use", () => check(TEXT("2 <||>S ->{k} 0"), "S", "species"));
test("behind a use", () => check(TEXT("2 S<||> ->{k} 0"), "S", "species"));
test("behind a use that something touches", () => check(TEXT("S<||>+S ->{k} 0"), "S", "species"));
test("a rate", () => check(TEXT("2 S ->{<||>k} 0"), "k", "rate"));
test("an unknown name", () => check(TEXT("2 S ->{q<||>} 0"), "q", undefined));
test("an operator", () => check(TEXT("2 S -<||>>{k} 0"), undefined, undefined));
test("the declaration itself", () => check("crn Fir<||>st {}", "First", "network"));
