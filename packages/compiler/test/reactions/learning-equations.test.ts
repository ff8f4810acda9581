// The equations that are shown of a learner, against its reactions: while a phase runs, the difference of the rails of
// each quantity changes as its equation says.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { analyze, createSourceText } from "@ncrn/language";
import { createRandom } from "@ncrn/simulator";
import { expect, test } from "vitest";
import { evaluateRateExpression } from "../../src/network/rate-expression.js";
import type { ReactionNetwork } from "../../src/network/reaction-network.js";
import { netChange } from "../../src/network/stoichiometry.js";
import { learningEquations } from "../../src/reactions/learning-equations.js";
import { reactionsFromLearn } from "../../src/reactions/reactions-from-learn.js";
import { fluxOf } from "../flux.js";

const root = join(import.meta.dirname, "../../../..");
const files = ["test/golden/linear-learner/model.ncrn"].concat(
  readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ncrn"))
    .map((name) => join("examples", name))
    .sort(),
);

/** Without reduction of the order, each term of an equation is a reaction for each choice of rails. */
const learners = files.flatMap((file) => {
  const path = join(root, file);
  const resolve = (name: string): string => readFileSync(join(dirname(path), name), "utf8");
  const { program } = analyze(createSourceText(file, readFileSync(path, "utf8")), { resolve });
  return program.learns
    .filter(({ clock, lowering }) => clock.kind === "external" && lowering.rails === "dual")
    .map(
      (learn) =>
        [`${file}: ${learn.name}`, { ...learn, lowering: { ...learn.lowering, order: 99 } }] as const,
    );
});

/** Value of a quantity by its name in the source: the difference of its rails. */
function quantityIn(
  network: ReactionNetwork,
  read: (id: string) => number,
): (name: string) => number | undefined {
  const ids = new Map(network.species.map(({ id, name }) => [name, id]));
  return (name) => {
    const single = ids.get(name);
    if (single !== undefined) return read(single);
    const [positive, negative] = [ids.get(`${name}.p`), ids.get(`${name}.m`)];
    return positive === undefined || negative === undefined ? undefined : read(positive) - read(negative);
  };
}

test.each(learners)("%s", (_, learn) => {
  const { network } = reactionsFromLearn(learn);
  if (network === undefined) throw new Error("The learner is not lowered.");
  const random = createRandom(1, "state");
  const state = new Map(network.species.map(({ id }) => [id, 0.2 + random.uniform()]));
  const parameters = new Map(network.parameters.map(({ id, value }) => [id, value]));
  const current = quantityIn(network, (id) => state.get(id)!);
  let compared = 0;
  for (const { target, value, phases } of learningEquations(learn)) {
    const [phase] = phases;
    const change = new Map<string, number>();
    for (const reaction of network.reactions) {
      if (reaction.phases.length > 0 && !reaction.phases.includes(phase!)) continue;
      for (const [id, amount] of netChange(reaction))
        change.set(id, (change.get(id) ?? 0) + amount * fluxOf(reaction, network, state));
    }
    const found = quantityIn(network, (id) => change.get(id) ?? 0)(target);
    let isKnown = true;
    const wanted = evaluateRateExpression(value, {
      parameter: (id) => parameters.get(id)!,
      species: (name) => {
        const known = current(name);
        if (known === undefined) isKnown = false;
        return known ?? 0;
      },
      time: 0,
    });
    // What stays at 0 for ever is left out of the network, and |q| is the sum of the rails, right while one is empty.
    if (found === undefined || !isKnown || JSON.stringify(value).includes('"abs"')) continue;
    expect(Math.abs(found - wanted), `${target}' in ${phase}`).toBeLessThan(
      1e-9 * Math.max(1, Math.abs(wanted)),
    );
    compared++;
  }
  expect(compared).toBeGreaterThan(2);
});
