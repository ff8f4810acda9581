// Texts about names: Markdown, or plain text for clients that cannot show Markdown.

import { type InitializeParams, type MarkupContent, MarkupKind } from "vscode-languageserver";

/** Where texts about names are shown. */
export type MarkupPlace = "hover" | "completion" | "signature";

/** The places where a client prefers plain text; one that says nothing is taken to know Markdown. */
export function placesOfPlainText({
  textDocument,
}: InitializeParams["capabilities"]): ReadonlySet<MarkupPlace> {
  const preferred: Readonly<Record<MarkupPlace, MarkupKind | undefined>> = {
    hover: textDocument?.hover?.contentFormat?.[0],
    completion: textDocument?.completion?.completionItem?.documentationFormat?.[0],
    signature: textDocument?.signatureHelp?.signatureInformation?.documentationFormat?.[0],
  };
  const places = Object.keys(preferred) as MarkupPlace[];
  return new Set(places.filter((place) => preferred[place] === MarkupKind.PlainText));
}

/** A text in Markdown as a client wants it at a place. */
export function markupAt(
  place: MarkupPlace,
  markdown: string,
  placesOfPlain: ReadonlySet<MarkupPlace> | undefined,
): MarkupContent {
  return placesOfPlain?.has(place)
    ? { kind: MarkupKind.PlainText, value: plainText(markdown) }
    : { kind: MarkupKind.Markdown, value: markdown };
}

/** Code blocks lose their fences; elsewhere code, links, tables and forced line ends lose their signs. */
export function plainText(markdown: string): string {
  return markdown
    .split(/^```\w*\n([\s\S]*?)\n```$/m)
    .map((part, index) => (index % 2 === 1 ? part : plainProse(part)))
    .join("");
}

/** Code between as many backticks on both sides, or a link with its text, which may hold code. */
const CODE_OR_LINK =
  /(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)|\[((?:``.*?``|`[^`]*`|[^\]`])*)\]\((?:[^()\s]|\([^()\s]*\))*\)/g;

function plainProse(prose: string): string {
  return withoutSigns(prose)
    .replace(/^\|(?: *-+ *\|)+\n/gm, "")
    .replace(/ {2}$/gm, "");
}

function withoutSigns(text: string): string {
  return text.replace(CODE_OR_LINK, (_, _ticks, code: string | undefined, linked: string | undefined) =>
    code === undefined ? withoutSigns(linked ?? "") : code.replace(/^ (.*) $/, "$1"),
  );
}
