import { expect, test } from "vitest";
import { defaultSettings, settingsFrom } from "../src/settings.js";

test("nothing given: defaults", () => expect(settingsFrom(null)).toEqual(defaultSettings));
test("one given: the others keep their defaults", () =>
  expect(settingsFrom({ codeLens: { enabled: false } })).toEqual({
    ...defaultSettings,
    codeLens: { enabled: false },
  }));
test("values of another type and unknown names are left out", () =>
  expect(settingsFrom({ codeLens: { enabled: "no" }, inlayHints: 3, other: 1, diagnostics: [] })).toEqual(
    defaultSettings,
  ));
test("levels of diagnostics by their codes, as far as they are levels", () =>
  expect(
    settingsFrom({ diagnostics: { severity: { "high-order": "off", unused: "loud", other: 2 } } })
      .diagnostics,
  ).toEqual({ severity: { "high-order": "off" } }));
