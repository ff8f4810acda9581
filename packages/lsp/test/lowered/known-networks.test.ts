import { checkLowering, reactionsFromModel } from "@ncrn/compiler";
import {
  type Analysis,
  analyze,
  type CheckedLearn,
  type CheckedNetwork,
  createSourceText,
  type Diagnostic,
  type Origin,
} from "@ncrn/language";
import { expect, test } from "vitest";
import { createKnownNetworks, type KnownNetworks } from "../../src/lowered/known-networks.js";

const TEXT = `const n = 2
module M(species S) { S ->{1} 0 }
crn A { species X = n; use m = M(X) }
crn B { species Y = 1; Y ->{1} 0 }
model P { input x; target y; weight w ~ normal(0, 1); output z = w * x; loss = (z - y)^2 }
learn P as L { phases { forward: 1; update: 1 }; eta: 0.1 }
simulate A { until: 1; plot: X }
`;

/** Something is said about all of them: it stands in modules of two files, in the network itself, and in the model. */
const SPOKEN_OF = `import { Squared } from "other"
const n = 2
module Falling(signal s) { s' = 1 - s^3 }
crn A { signal x = n; use m = Falling(x) }
crn B { signal x = 1; use m = Squared(x) }
crn C { signal y = 1; y' = 1 - y^4 }
model P { input x; target y; weight a = 0; weight b = 0; output z = a * b * x; loss = (z - y)^2 }
learn P as L { phases { forward: 1; update: 1 }; eta: 0.1 }
`;

const OTHER = "module Squared(signal s) { s' = 2 - s^5 }\n";

function analysisOf(text: string, other = OTHER): Analysis {
  return analyze(createSourceText("main", text), { resolve: () => other });
}

interface Checked {
  /** Names of what had to be lowered. */
  readonly lowered: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is said about a version, from memory as far as possible. */
function check(known: KnownNetworks, analysis: Analysis): Checked {
  const { program } = analysis;
  const version = known.inVersion("main", analysis, program);
  const lowered: string[] = [];
  const diagnostics = checkLowering(program, (source: CheckedNetwork | CheckedLearn) => {
    const before = version.diagnosticsOf(source);
    if (before !== undefined) return { network: undefined, diagnostics: before };
    lowered.push(source.name);
    const made = reactionsFromModel(source);
    version.remember(source, made.diagnostics);
    expect(version.diagnosticsOf(source)).toEqual(made.diagnostics);
    return made;
  });
  return { lowered, diagnostics };
}

test.each<[string, string, string, readonly string[]]>([
  ["nothing", "", "", []],
  ["the network itself", "species Y = 1", "species Y = 2", ["B"]],
  ["a comment in it", "Y = 1;", "Y = 1; /* one */", ["B"]],
  ["its place", "const n = 2\n", "\n\nconst n = 2\n", []],
  ["a constant", "n = 2", "n = 3", ["A", "B", "L"]],
  ["a module", "{1} 0 }\ncrn", "{2} 0 }\ncrn", ["A", "B", "L"]],
  ["a model", "(z - y)^2", "2 * (z - y)^2", ["L"]],
  ["a learner", "eta: 0.1", "eta: 0.2", ["L"]],
  ["a run", "until: 1", "until: 2", []],
  ["the name", "crn B", "crn C", ["C"]],
])("after a change of %s", (_, from, to, expected) => {
  const known = createKnownNetworks();
  expect(check(known, analysisOf(TEXT)).lowered).toEqual(["A", "B", "L"]);
  expect(check(known, analysisOf(TEXT.replace(from, to))).lowered).toEqual(expected);
});

test("what was forgotten, and what was gone in between, is lowered again", () => {
  const known = createKnownNetworks();
  check(known, analysisOf(TEXT));
  known.forget("main");
  expect(check(known, analysisOf(TEXT)).lowered).toEqual(["A", "B", "L"]);
  check(known, analysisOf(TEXT.replace("crn B", "crn C")));
  expect(check(known, analysisOf(TEXT)).lowered).toEqual(["B"]);
});

test("places of what is said are in all kinds of declarations, and in two files", () => {
  const { diagnostics } = check(createKnownNetworks(), analysisOf(SPOKEN_OF));
  const textAt = ({ file, span }: Origin): string =>
    (file === "main" ? SPOKEN_OF : OTHER).slice(span.start, span.end);
  const places = diagnostics.flatMap(({ origin, related }) => [origin, ...related.map((one) => one.origin)]);
  expect(places.map(textAt)).toEqual(["s^3", "y^4", "a", "b", "s^5"]);
});

test.each<[string, (text: string) => string, readonly string[]]>([
  ["above all of them", (text) => `// first\n\n${text}`, []],
  ["between them", (text) => text.replace("crn C", "\n\n/* apart */ crn C"), []],
  ["in one of them", (text) => text.replace("y = 1", "y   = 1"), ["C"]],
  ["in a run", (text) => `simulate C { until: 1; plot: y }\n${text}`, []],
  ["in the model", (text) => text.replace("a = 0", "a   = 0"), ["L"]],
  ["in the order", (text) => `${text.replace(/crn A .*\n/, "")}${text.match(/crn A .*\n/)?.[0]}`, []],
  ["in a network that is not the first", (text) => text.replace("crn A {", "crn A {\n\n\n"), ["A"]],
])("after an edit %s everything is said where it stands now", (_, change, lowered) => {
  const known = createKnownNetworks();
  check(known, analysisOf(SPOKEN_OF));
  for (const text of [change(SPOKEN_OF), change(`\n${change(SPOKEN_OF)}`)]) {
    const found = check(known, analysisOf(text));
    expect(found.diagnostics).toEqual(checkLowering(analysisOf(text).program));
    if (text === change(SPOKEN_OF)) expect(found.lowered).toEqual(lowered);
  }
});

test("after an edit of an imported file nothing is known", () => {
  const known = createKnownNetworks();
  check(known, analysisOf(SPOKEN_OF));
  const analysis = analysisOf(SPOKEN_OF, `\n\n${OTHER}`);
  const found = check(known, analysis);
  expect(found.lowered).toEqual(["A", "B", "C", "L"]);
  expect(found.diagnostics).toEqual(checkLowering(analysis.program));
});
