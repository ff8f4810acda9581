// What an offer is about → its documentation in Markdown. Looked up only when somebody looks at the offer.

import { builtinFunctions, placesInWords, recordDescription, settingOf } from "@ncrn/language";
import type { Snapshot } from "../snapshot.js";
import { declarationText, documentationOf } from "./declaration-text.js";
import { keywordMeaning } from "./keywords.js";
import type { About } from "./offer.js";

/** Markdown, undefined if there is nothing to say. */
export function documentationOfOffer(about: About, snapshot: Snapshot | undefined): string | undefined {
  switch (about.of) {
    case "symbol":
      return snapshot && symbolDocumentation(about, snapshot);
    case "function": {
      const entry = builtinFunctions[about.index];
      return entry && `${entry.meaning}\n\nMay stand ${placesInWords(entry)}.`;
    }
    case "setting": {
      const setting = settingOf(recordDescription(about.record), about.key);
      return setting && `${setting.meaning}\n\n\`${setting.example}\``;
    }
    case "variant":
      return variantDocumentation(about);
    case "keyword":
      return keywordMeaning(about.word);
  }
}

function symbolDocumentation(
  { file, start }: About & { readonly of: "symbol" },
  snapshot: Snapshot,
): string | undefined {
  const symbol = [...(snapshot.analysis()?.references.symbolOf.values() ?? [])].find(
    (one) => one.file === file && one.nameNode.span.start === start,
  );
  if (symbol === undefined) return undefined;
  const code = `\`\`\`ncrn\n${declarationText(symbol, snapshot)}\n\`\`\``;
  const text = documentationOf(symbol, snapshot);
  return text === undefined ? code : `${code}\n\n${text}`;
}

function variantDocumentation({ record, key, name }: About & { readonly of: "variant" }): string | undefined {
  const type = settingOf(recordDescription(record), key)?.type;
  const variant = type?.kind === "variants" ? type.variants.find((one) => one.name === name) : undefined;
  if (variant === undefined) return undefined;
  const list = variant.arguments.map((one) => `- \`${one.name}\` = ${one.default}: ${one.meaning}`);
  return [variant.meaning, list.join("\n")].filter((part) => part !== "").join("\n\n");
}
