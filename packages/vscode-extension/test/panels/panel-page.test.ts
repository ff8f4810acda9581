// The page of a panel as text: what its policy lets in.

import { expect, test } from "vitest";
import { htmlOfPage } from "../../src/panels/panel-page.js";

const PAGE = { title: "Run", script: "dist/run-page.js", workers: { worker: "dist/model-worker.js" } };
const SOURCE = "https://editor.example";

function policyOf(html: string): ReadonlyMap<string, string> {
  const [, content = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  return new Map(
    content.split("; ").map((part) => [part.slice(0, part.indexOf(" ")), part.slice(part.indexOf(" ") + 1)]),
  );
}

test("the policy of a page allows its one script, workers from memory, and nothing from elsewhere", () => {
  const html = htmlOfPage(PAGE, { address: (file) => `${SOURCE}/${file}`, contentSource: SOURCE });
  const [, nonce = ""] = /<script nonce="(\w{32})"/.exec(html) ?? [];
  expect(Object.fromEntries(policyOf(html))).toEqual({
    "default-src": "'none'",
    "script-src": `'nonce-${nonce}' 'wasm-unsafe-eval'`,
    "worker-src": "blob:",
    "connect-src": SOURCE,
    "style-src": "'unsafe-inline'",
    "img-src": "data:",
    "base-uri": "'none'",
    "form-action": "'none'",
  });
  expect(html.match(/<script/g)).toHaveLength(1);
});

test("no two pages share the word that lets scripts run", () => {
  const word = (): string | undefined =>
    /nonce-(\w+)/.exec(htmlOfPage(PAGE, { address: (file) => file, contentSource: SOURCE }))?.[1];
  expect(word()).not.toBe(word());
});
