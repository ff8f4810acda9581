// The manifest: it says what the code does, and every file that it names is there.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { defaultSettings, levelsFrom } from "@ncrn/lsp/client";
import { expect, test } from "vitest";
import { taskCommands } from "../src/tasks/model-tasks.js";

const extension = path.dirname(import.meta.dirname);
const { contributes, files, publisher, name, activationEvents, capabilities } = JSON.parse(
  readFileSync(path.join(extension, "package.json"), "utf8"),
);
const { properties } = contributes.configuration;
const readme = readFileSync(path.join(extension, "README.md"), "utf8");

/** `{ a: { b: 1, c: {} } }` → `{ "a.b": 1, "a.c": {} }`. */
function flattened(settings: object, prefix = ""): Record<string, unknown> {
  return Object.assign(
    {},
    ...Object.entries(settings).map(([key, value]) =>
      typeof value === "object" && Object.keys(value).length > 0
        ? flattened(value, `${prefix}${key}.`)
        : { [prefix + key]: value },
    ),
  );
}

test("the settings of the server stand in the manifest with the same defaults", () => {
  const served = Object.entries(flattened(defaultSettings, "ncrn."));
  expect(served.length).toBeGreaterThan(4);
  for (const [name, value] of served) expect([name, properties[name]?.default]).toEqual([name, value]);
  const client = ["ncrn.run.onSave", "ncrn.train.liveBoundary", "ncrn.commandLine.path", "ncrn.trace.server"];
  expect(Object.keys(properties).sort()).toEqual([...served.map(([name]) => name), ...client].sort());
});

test("levels of messages: those that the server takes, no others", () => {
  const { additionalProperties } = properties["ncrn.diagnostics.severity"];
  const offered = Object.fromEntries(additionalProperties.enum.map((level: string) => [level, level]));
  expect(levelsFrom({ ...offered, louder: "louder" })).toEqual(offered);
});

test("the README lists every setting with its default", () => {
  const rows = [...readme.matchAll(/^\| `(ncrn\.[\w.]+)` +\| `([^`]*)`/gm)].map(([, name, value]) => [
    name,
    value,
  ]);
  const expected = Object.keys(properties).map((name) => [name, JSON.stringify(properties[name].default)]);
  expect(rows.sort()).toEqual(expected.sort());
});

test("the README lists every command by its title, and says of each what it does", () => {
  const [, table = ""] = /^## Commands\n(.*?)^## /ms.exec(readme) ?? [];
  const rows = [...table.matchAll(/^\| ([A-Z].*?) +\| (.*?) +\|$/gm)].map(([, title, does]) => [title, does]);
  const titles = contributes.commands.map(({ title }: { title: string }) => title);
  expect(rows.map(([title]) => title).sort()).toEqual(titles.sort());
  for (const [title, does = ""] of rows) expect(does.length, title).toBeGreaterThan(20);
});

test("keys in the README are those of the manifest", () => {
  const { keybindings } = contributes as { keybindings: { key: string; mac?: string }[] };
  const known = keybindings.flatMap(({ key, mac = key }) => [key, mac]);
  const named = [...readme.matchAll(/(?:(?:Shift|Alt|Ctrl|Cmd)\+)+\w+/g)].map(([key]) => key.toLowerCase());
  expect(new Set(named)).toEqual(new Set(known));
});

test("files are formatted when they are saved, by this extension, with the line ends that they have", () => {
  const defaults = contributes.configurationDefaults["[ncrn]"];
  expect(defaults).toMatchObject({
    "editor.formatOnSave": true,
    "editor.defaultFormatter": `${publisher}.${name}`,
    "editor.semanticHighlighting.enabled": true,
  });
  expect(Object.keys(defaults).filter((key) => !key.startsWith("editor."))).toEqual([]);
});

test("the extension starts in folders with models, so that the view Testing has their assertions", () => {
  expect(activationEvents).toContain("workspaceContains:**/*.ncrn");
});

test("the record about virtual workspaces says what the manifest says", () => {
  const folder = path.join(extension, "..", "..", "docs", "decisions");
  const record = readFileSync(path.join(folder, "0008-editor-extension.md"), "utf8");
  expect(capabilities.virtualWorkspaces.supported).toBe(true);
  expect(record).toMatch(/Virtual workspaces are supported/);
});

test("settings that start programs cannot come from a workspace", () => {
  expect(properties["ncrn.commandLine.path"].scope).toBe("machine");
});

test("menus, keys and the walkthrough name commands that exist", () => {
  const known = new Set(contributes.commands.map(({ command }: { command: string }) => command));
  const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings] as {
    command: string;
  }[];
  const steps: { description: string; completionEvents: string[] }[] = contributes.walkthroughs[0].steps;
  const linked = steps.flatMap(({ description, completionEvents }) =>
    [
      ...description.matchAll(/command:(ncrn\.\w+)/g),
      ...completionEvents.join().matchAll(/:(ncrn\.\w+)/g),
    ].map(([, command = ""]) => ({ command })),
  );
  expect(linked.length).toBeGreaterThan(6);
  for (const { command } of [...used, ...linked]) expect(known).toContain(command);
});

test("keys mean something else in texts of the language only, and none that starts or debugs programs", () => {
  expect(contributes.keybindings.length).toBeGreaterThan(1);
  for (const { key, when } of contributes.keybindings as { key: string; when: string }[]) {
    expect(when.split(" && ")).toEqual(expect.arrayContaining(["editorLangId == ncrn", "editorTextFocus"]));
    expect(key).not.toMatch(/f\d+$/);
  }
});

test("the pictures of the walkthrough are there, in the colours of the theme", () => {
  expect(files).toContain("walkthrough/*.svg");
  for (const { media } of contributes.walkthroughs[0].steps) {
    const picture = readFileSync(path.join(extension, media.svg), "utf8");
    expect(picture).toContain("var(--vscode-editor-foreground)");
    expect(picture.replace(/#888888/g, "")).not.toMatch(/(?:fill|stroke)="#/);
    expect(picture, "the editor forbids styles in pictures").not.toContain("style=");
    expect(media.altText.length).toBeGreaterThan(20);
  }
});

test("tasks: the manifest offers the commands that the provider knows", () => {
  const [definition] = contributes.taskDefinitions;
  expect(definition.properties.command.enum).toEqual(taskCommands);
});

const MAIN = path.join(extension, "..", "cli", "dist", "bundle", "main.js");

test("the problem matcher reads what the command line writes", () => {
  expect(existsSync(MAIN), "`pnpm build` first").toBe(true);
  const folder = mkdtempSync(path.join(tmpdir(), "ncrn-matcher-"));
  try {
    const text = "crn A {\n  species X = 1, Y = 0\n  X ->{1} 2 Z\n  X ->{1} Y\n  X ->{1} Y\n}\n";
    writeFileSync(path.join(folder, "my model.ncrn"), text);
    const { stderr } = spawnSync(process.execPath, [MAIN, "check", "my model.ncrn"], { cwd: folder });
    const [matcher] = contributes.problemMatchers;
    const { regexp, ...groups } = matcher.pattern;
    const found = stderr
      .toString()
      .split("\n")
      .flatMap((line) => {
        const match = new RegExp(regexp).exec(line);
        return match === null ? [] : [match];
      });
    const read = (match: RegExpExecArray, ...names: string[]) => names.map((name) => match[groups[name]]);
    expect(found.map((match) => read(match, "file", "line", "column", "severity", "code"))).toContainEqual([
      "my model.ncrn",
      "3",
      "13",
      "error",
      "unknown-name",
    ]);
    expect(found.length).toBe((stderr.toString().match(/^\S.*\[[a-z-]+\]: /gm) ?? []).length);
    expect(found[0]?.[groups.message]).toContain("`Z`");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
