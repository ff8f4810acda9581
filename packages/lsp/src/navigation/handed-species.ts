// Species that are handed to modules ↔ the parameters that stand for them there.

import {
  type Analysis,
  type DeclaredSymbol,
  descendants,
  type Expression,
  type UseStatement,
} from "@ncrn/language";
import { createAttached } from "../attached.js";
import { identityOf, moduleOf, occurrencesIn } from "./occurrences.js";

/** One argument of a copy of a module. */
interface Handing {
  readonly given: DeclaredSymbol;
  readonly taken: DeclaredSymbol;
}

/**
 * The identities of a symbol, of all that is handed to it if it is a parameter, and of all parameters that these are handed
 * to: under each of them the same molecules react.
 */
export function identitiesOfSpecies(analysis: Analysis, symbol: DeclaredSymbol): ReadonlySet<string> {
  const handings = handingsIn(analysis).map(({ given, taken }) => ({
    given: identityOf(analysis, given),
    taken: identityOf(analysis, taken),
  }));
  const found = new Set([identityOf(analysis, symbol)]);
  // Only outwards first: what else is handed to the same module is another species.
  for (const one of found) for (const { given, taken } of handings) if (taken === one) found.add(given);
  for (const one of found) for (const { given, taken } of handings) if (given === one) found.add(taken);
  return found;
}

const known = createAttached<Analysis, readonly Handing[]>("handings");

function handingsIn(analysis: Analysis): readonly Handing[] {
  const before = known.get(analysis);
  if (before !== undefined) return before;
  const found = analysis.documents.flatMap(({ document }) =>
    [...descendants(document)].flatMap((node) =>
      node.kind === "UseStatement" ? handingsOf(analysis, node) : [],
    ),
  );
  known.set(analysis, found);
  return found;
}

function handingsOf(analysis: Analysis, use: UseStatement): readonly Handing[] {
  const module = moduleOf(analysis, use);
  const { declaration, members } = module ?? {};
  if (declaration?.kind !== "ModuleDeclaration" || members === undefined) return [];
  return use.arguments.items.flatMap(({ name, value }, index) => {
    const parameter = name?.text ?? declaration.parameters[index]?.name.text;
    const taken = parameter === undefined ? undefined : members.names.get(parameter);
    const given = speciesMeant(analysis, value);
    return taken?.parameter && given !== undefined ? [{ given, taken }] : [];
  });
}

/** `X`, `X[i]` or `copy.X`. */
function speciesMeant(analysis: Analysis, value: Expression): DeclaredSymbol | undefined {
  if (value.kind !== "Reference") return undefined;
  const occurrences = occurrencesIn(analysis);
  const names = value.path.flatMap((name) => (name.kind === "Name" ? (occurrences.of(name) ?? []) : []));
  return names.at(-1)?.symbol;
}
