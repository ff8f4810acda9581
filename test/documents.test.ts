// The documents tell the truth: every ```ncrn block is checked, every link leads somewhere.
//
// A block is a whole file in the one style. Words behind `ncrn` say otherwise, and readers never see them:
//   crn          the block stands inside a `crn { … }`
//   as NAME      later blocks of the document can import it by this name
//   file PATH    it is this file of the repository
//   lowered      it lists the reactions that the block before it becomes
//   wrong CODES  it gives exactly these errors and warnings; without the word it gives none
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { checkLowering, compileTo, reactionsFromLearn, reactionsFromNetwork } from "@ncrn/compiler";
import { type Analysis, analyze, createSourceText } from "@ncrn/language";
import { formatText } from "@ncrn/language/format";
import { expect, test } from "vitest";

const root = path.dirname(import.meta.dirname);

/** A fenced block with the words behind its opening fence. */
interface Block {
  readonly place: string;
  readonly words: readonly string[];
  readonly text: string;
}

/** Text of a whole file, made of a block and what its words add. */
interface Sample extends Block {
  readonly before: Sample | undefined;
  readonly source: string;
}

for (const document of documents()) {
  const content = readFileSync(path.join(root, document), "utf8");
  const files = new Map<string, string>();
  for (const sample of samplesOf(blocksOf(document, content), files)) {
    test(`${sample.place} ${sample.words.join(" ")}`, async () => {
      if (sample.words.includes("lowered")) await checkLowered(sample, document, files);
      else await checkSample(sample, document, files);
    });
  }
  test(`${document}: links`, () => {
    expect(linksOf(content).filter((link) => !leadsSomewhere(link, document, content))).toEqual([]);
  });
}

/** README files and everything in docs, without decisions and pages of diagnostics, which have tests of their own. */
function documents(): readonly string[] {
  const folders = ["examples", "packages"].flatMap((parent) =>
    readdirSync(path.join(root, parent)).map((name) => `${parent}/${name}`),
  );
  const readmes = [...folders, "."].map((folder) => path.posix.join(folder, "README.md"));
  const pages = readdirSync(path.join(root, "docs")).filter((name) => name.endsWith(".md"));
  const all = [...readmes, ...pages.map((name) => `docs/${name}`), "CONTRIBUTING.md", "ARCHITECTURE.md"];
  return all.filter((file) => existsSync(path.join(root, file)));
}

function blocksOf(document: string, content: string): readonly Block[] {
  return [...content.matchAll(/^```ncrn\b *(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    place: `${document}:${content.slice(0, match.index).split("\n").length}`,
    words: (match[1] ?? "").split(/\s+/).filter((word) => word !== ""),
    text: match[2] ?? "",
  }));
}

function samplesOf(blocks: readonly Block[], files: Map<string, string>): readonly Sample[] {
  const samples: Sample[] = [];
  for (const block of blocks) {
    const before = samples.at(-1);
    const source = block.words.includes("crn") ? inNetwork(block.text) : block.text;
    const name = block.words[block.words.indexOf("as") + 1];
    if (block.words.includes("as") && name !== undefined) files.set(name, source);
    samples.push({ ...block, before, source });
  }
  return samples;
}

function inNetwork(statements: string): string {
  return `crn Fragment {\n${statements.replace(/^(?=.)/gm, "  ")}}\n`;
}

async function checkLowered(
  sample: Sample,
  document: string,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  expect(reactionLines(sample.text)).toEqual(await loweredLines(analysed(sample.before!, document, files)));
}

async function checkSample(
  sample: Sample,
  document: string,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  const analysis = analysed(sample, document, files);
  const found = [...analysis.diagnostics, ...checkLowering(analysis.program)].filter(
    ({ severity }) => severity === "error" || severity === "warning",
  );
  const wrong = sample.words.indexOf("wrong");
  const expected = wrong === -1 ? [] : sample.words.slice(wrong + 1);
  const codes = [...new Set(found.map(({ code }) => code))].sort();
  expect(codes, found.map(({ message }) => message).join("\n")).toEqual([...expected].sort());
  const file = sample.words.indexOf("file");
  if (file !== -1) expect(sample.text).toBe(readFileSync(path.join(root, sample.words[file + 1]!), "utf8"));
  const formatted = await formatText(createSourceText("sample.ncrn", sample.source));
  expect(formatted).toEqual({ text: sample.source });
}

/** Files are those of the document, then those beside it, then those of the iris example. */
function analysed(sample: Sample, document: string, files: ReadonlyMap<string, string>): Analysis {
  const resolve = (file: string): string | undefined => {
    const places = [path.dirname(document), "examples/iris"].map((folder) => path.join(root, folder, file));
    const found = places.find((place) => existsSync(place));
    return files.get(file) ?? (found === undefined ? undefined : readFileSync(found, "utf8"));
  };
  return analyze(createSourceText("sample.ncrn", sample.source), { resolve });
}

async function loweredLines({ program }: Analysis): Promise<readonly string[]> {
  const lowered = [
    ...program.networks.map(reactionsFromNetwork),
    ...program.learns.map((learn) => reactionsFromLearn(learn)),
  ];
  const { network } = lowered[0]!;
  const { artefact } = await compileTo(network!, "ncrn", {});
  return reactionLines(String(artefact));
}

function reactionLines(text: string): readonly string[] {
  const lines = text.split("\n").map((line) => line.replace(/\/\/.*/, "").trim());
  return lines.filter((line) => /->[{[]/.test(line)).sort();
}

/** Targets of links and pictures outside of code. */
function linksOf(content: string): readonly string[] {
  const prose = content.replace(/^```[\s\S]*?^```$/gm, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g), ...prose.matchAll(/src="([^"]+)"/g)].map(
    (match) => match[1]!,
  );
}

function leadsSomewhere(link: string, document: string, content: string): boolean {
  if (/^[a-z]+:/.test(link)) return true;
  const [file = "", anchor] = link.split("#");
  const target = path.join(root, path.dirname(document), file);
  if (file !== "" && !existsSync(target)) return false;
  if (anchor === undefined) return true;
  return headingsOf(file === "" ? content : readFileSync(target, "utf8")).has(anchor);
}

/** Headings as links name them. */
function headingsOf(content: string): ReadonlySet<string> {
  const prose = content.replace(/^```[\s\S]*?^```$/gm, "");
  const headings = [...prose.matchAll(/^#+ (.*)$/gm)].map((match) => match[1]!);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}
