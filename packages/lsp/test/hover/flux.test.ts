// The fluxes and equations in hovers, read back from their texts, are those of the lowered network at random states.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  evaluateRateExpression,
  netChange,
  type Reaction,
  type ReactionNetwork,
  reactionsFromModel,
} from "@ncrn/compiler";
import { analyze, createSourceText } from "@ncrn/language";
import { expect, test } from "vitest";
import { fluxText, notationOf, rateOfChange } from "../../src/hover/flux.js";
import { propensityText, volumeName } from "../../src/hover/propensity.js";
import { seededRandom } from "../seeded-random.js";
import { evaluateMathematics, type Values } from "./evaluate-mathematics.js";

const root = join(import.meta.dirname, "../../../..");
const files = ["test/golden", "examples"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith("model.ncrn"))
    .map((name) => join(folder, name))
    .sort(),
);

/** Forms that the files do not have: factors, sums and divisions in constants, powers, conditions, functions. */
const FORMS = `crn Forms {
  species A = 1, B = 2, C[2] = 1
  rate k = 0.3, K = 2e-7, n[2] = [1, 3]
  2 A ->{k * 2 / K} B
  3 A + 2 B ->{k + n[2]} C[1]
  A ->{k / (K + n[1]) / 3} 0 by 2 C[2]
  B ->[k * A ^ 2.5 / (K ^ n[2] + A ^ 2)] A
  A ->[if A > B && !(B >= 3) then A * k else max(A, B, C[1]) / 2] 2 B
  C[1] ->[A - (B - 1e-9 * C[2])] C[2]
  C[2] ->[2 * (A + B) / 4] 0
  0 ->[abs(A - B) * exp(-A / 3) + sqrt(C[1]) + tanh(time)] 5 C[1]
  0 ->{1e-12} A
}`;
const COMBINATORIC = FORMS.replace("Forms {", "Forms {\n  kinetics combinatoric");

const networks: readonly (readonly [string, ReactionNetwork])[] = [
  ...networksIn("forms", FORMS, root),
  ...networksIn("combinatoric forms", COMBINATORIC, root),
  ...files.flatMap((file) =>
    networksIn(file, readFileSync(join(root, file), "utf8"), dirname(join(root, file))),
  ),
];

function networksIn(
  file: string,
  text: string,
  folder: string,
): readonly (readonly [string, ReactionNetwork])[] {
  const resolve = (path: string): string => readFileSync(join(folder, path), "utf8");
  const { program, diagnostics } = analyze(createSourceText(file, text), { resolve });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return [...program.networks, ...program.learns].flatMap((source) => {
    const { network } = reactionsFromModel(source);
    return network === undefined ? [] : [[`${file}: ${network.name}`, network] as const];
  });
}

test("there are networks with and without learning", () => {
  expect(networks.length).toBeGreaterThan(20);
  expect(networks.some(([, { learning }]) => learning !== undefined)).toBe(true);
});

/** A state, by identifier for the network and by name for the text. */
function randomState(network: ReactionNetwork, seed: number) {
  const { below } = seededRandom(seed);
  const byId = new Map([
    ...network.species.map(({ id }) => [id, 0.1 + below(2_000_000) / 1e6] as const),
    ...network.parameters.map(({ id, value }) => [id, value] as const),
  ]);
  const names = new Map(
    [...network.species, ...network.parameters].map(({ id, name }) => [name, byId.get(id)!]),
  );
  const time = 0.7;
  const named = (name: string): number => (name === "time" ? time : names.get(name)!);
  const valuation = {
    parameter: (id: string) => byId.get(id)!,
    species: (id: string) => byId.get(id)!,
    time,
  };
  const values: Values = { concentration: named, named };
  return { valuation, values };
}

type State = ReturnType<typeof randomState>;

function fluxOf({ rate, reactants }: Reaction, { valuation }: State): number {
  if (rate.kind === "law") return evaluateRateExpression(rate.flux, valuation);
  const constant = evaluateRateExpression(rate.constant, valuation);
  return reactants.reduce(
    (product, { species, coefficient }) => product * valuation.species(species) ** coefficient,
    constant,
  );
}

function expectClose(found: number, wanted: number, what: string): void {
  const error = Math.abs(found - wanted) / Math.max(1e-300, Math.abs(wanted));
  if (!(error <= 1e-10 || Math.abs(found - wanted) <= 1e-13))
    throw new Error(`${what} is ${found}, not ${wanted}`);
}

test.each(networks)("fluxes of %s", (_, network) => {
  for (const seed of [1, 2, 3]) {
    const state = randomState(network, seed);
    for (const reaction of network.reactions) {
      const text = fluxText(reaction, notationOf(network));
      expectClose(evaluateMathematics(text, state.values), fluxOf(reaction, state), text);
    }
  }
});

test.each(networks)("equations of %s", (_, network) => {
  for (const seed of [4, 5]) {
    const state = randomState(network, seed);
    for (const { id } of network.species) {
      const { text } = rateOfChange(id, network.reactions, notationOf(network));
      const parts = network.reactions.map(
        (reaction) => (netChange(reaction).get(id) ?? 0) * fluxOf(reaction, state),
      );
      const wanted = parts.reduce((sum, part) => sum + part, 0);
      const scale = parts.reduce((sum, part) => sum + Math.abs(part), 1);
      // Terms of opposite sign may leave little of each other.
      expectClose(evaluateMathematics(text, state.values) + scale, wanted + scale, text);
    }
  }
});

test.each(networks)("propensities of %s", (_, network) => {
  const volume = 7;
  const { valuation, values } = randomState(network, 6);
  const counts = (name: string): number => 3 + Math.round(10 * values.named(name));
  const byName = new Map(network.species.map(({ id, name }) => [id, name]));
  const isSpecies = new Set(byName.values());
  const inText: Values = {
    concentration: values.concentration,
    named: (name) =>
      name === volumeName(network) ? volume : isSpecies.has(name) ? counts(name) : values.named(name),
  };
  // Names with blanks are no single words in a text that is read back.
  const readable = network.reactions.filter(({ reactants }) =>
    reactants.every(({ species }) => /^[\w.,[\]]+$/.test(byName.get(species)!)),
  );
  for (const reaction of readable) {
    const { rate, reactants } = reaction;
    if (rate.kind === "law" && network.learning !== undefined) continue;
    const text = propensityText(reaction, notationOf(network), volumeName(network));
    const concentrations = { ...valuation, species: (id: string) => counts(byName.get(id)!) / volume };
    const wanted =
      rate.kind === "law"
        ? volume * evaluateRateExpression(rate.flux, concentrations)
        : reactants.reduce(
            (product, { species, coefficient }) =>
              (product * fallingFactorial(counts(byName.get(species)!), coefficient)) / volume ** coefficient,
            volume * evaluateRateExpression(rate.constant, valuation),
          );
    expectClose(evaluateMathematics(text, inText), wanted, text);
  }
});

/** count·(count − 1)·…, `factors` of them. */
function fallingFactorial(count: number, factors: number): number {
  return factors === 0 ? 1 : count * fallingFactorial(count - 1, factors - 1);
}

test("long sums say how many terms are left out", () => {
  const [, forms] = networks[0]!;
  expect(rateOfChange("A", forms.reactions, notationOf(forms), 2).text).toMatch(/ \+ … \(\d+ more terms\)$/);
  expect(rateOfChange("A", forms.reactions, notationOf(forms), 5).terms).toBe(6);
});
