// A crn, learner or model → how many species and reactions it becomes, in all and per target.

import { type Explanation, explain, type ReactionNetwork } from "@ncrn/compiler";
import type { LoweredNetwork } from "../lowered/lowered-network.js";
import { emittedNetwork } from "../views/emitted-network.js";
import { networkAsItStands } from "../views/exported-network.js";
import { type ViewTarget, viewTargets } from "../views/view-targets.js";
import { code, counted, reasonForNothing } from "./scene.js";

/** Counts of a network; why there are none if it cannot be lowered. */
export async function networkText(lowered: LoweredNetwork): Promise<readonly string[]> {
  const { network, diagnostics } = lowered;
  if (network === undefined) {
    const reason = reasonForNothing([lowered], "");
    if (reason !== "") return [reason];
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    return ["It does not become reactions:", ...errors.map(({ message }) => `- ${message}`)];
  }
  const explanation = explain(network);
  return [countsText(explanation), ...phasesText(explanation), await targetsText(network)];
}

/** `5 species, 12 reactions (order 1: 4, order 2: 8)`. */
export function countsText({ species, reactions, reactionsByOrder }: Explanation): string {
  const orders = Object.entries(reactionsByOrder).map(([order, count]) => `order ${order}: ${count}`);
  const detail = orders.length === 0 ? "" : ` (${orders.join(", ")})`;
  return `Becomes ${species} species and ${counted(reactions, "reaction")}${detail}.`;
}

/** Reactions that run in each phase, or in each window of a clock of the network's own. */
export function phasesText({
  phases,
  reactionsByPhase,
  reactionsByWindow,
  clock,
}: Explanation): readonly string[] {
  if (clock !== undefined) {
    const windows = Object.entries(reactionsByWindow).map(([window, count]) =>
      clock.windows.some(({ name }) => name === window) ? `${code(window)} ${count}` : `${window} ${count}`,
    );
    const measured = clock.measured ? "" : " (estimated: the clock was not simulated here)";
    return [
      `Reactions by window of its clock: ${windows.join(", ")}.  \nPeriod of the clock: ${clock.period}${measured}.`,
    ];
  }
  if (phases.length === 0) return [];
  const parts = Object.entries(reactionsByPhase).map(([phase, count]) =>
    phases.some(({ name }) => name === phase) ? `${code(phase)} ${count}` : `always ${count}`,
  );
  return [`Reactions by phase: ${parts.join(", ")}.`];
}

/** Writing larger networks in all forms takes longer than anybody looks at a hover. */
const LARGEST_WRITTEN = 1500;

async function targetsText(network: ReactionNetwork): Promise<string> {
  if (network.reactions.length > LARGEST_WRITTEN) return "It is too large to be written in all targets here.";
  const rows = await Promise.all(viewTargets.slice(1).map((target) => targetRow(network, target)));
  return ["| target | species | reactions |", "| --- | --- | --- |", ...rows].join("\n");
}

async function targetRow(network: ReactionNetwork, target: ViewTarget): Promise<string> {
  const { text, lines, diagnostics } = await emittedNetwork(networkAsItStands(network), target);
  if (text === undefined) {
    const [first] = diagnostics.filter(({ severity }) => severity === "error");
    return `| ${target.title} | – | not possible: ${first?.message.replaceAll("|", "\\|") ?? code(target.name)} |`;
  }
  const count = (kind: string): number => lines.filter((line) => line.kind === kind).length;
  return `| ${target.title} | ${count("species")} | ${count("reaction")} |`;
}
