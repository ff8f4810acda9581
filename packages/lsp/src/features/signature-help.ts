// textDocument/signatureHelp: what the call around the cursor takes, and which argument is being written.

import { textBefore } from "@ncrn/language";
import {
  type SignatureHelp,
  type SignatureHelpParams,
  SignatureHelpRequest,
  type SignatureInformation,
} from "vscode-languageserver";
import { openTextOf } from "../completion/frames.js";
import { namesAt } from "../completion/names.js";
import { openCallOf } from "../completion/open-call.js";
import { placeAt } from "../completion/place-at.js";
import { type Signature, signaturesOf } from "../completion/signatures.js";
import type { ClientAbilities, Feature, FeatureContext } from "../feature.js";
import { markupAt } from "../markup.js";
import type { Snapshot } from "../snapshot.js";
import { offsetFromPosition } from "../to-lsp.js";

export const signatureHelp: Feature<SignatureHelpParams, SignatureHelp | null> = {
  method: SignatureHelpRequest.method,
  capabilities: { signatureHelpProvider: { triggerCharacters: ["(", ","], retriggerCharacters: [";", ":"] } },
  nothing: null,
  respond: signaturesAt,
};

/** The signatures of the innermost call around a position; null outside of calls. */
export function signaturesAt(
  snapshot: Snapshot,
  { position }: Pick<SignatureHelpParams, "position">,
  { client }: Pick<FeatureContext, "client"> = {},
): SignatureHelp | null {
  const offset = offsetFromPosition(snapshot.source, position);
  const before = textBefore(snapshot.source, offset);
  const open = openTextOf(before.tokens);
  const call = before.inside === "comment" ? undefined : openCallOf(open.line);
  const names = call && namesAt(snapshot, open, offset);
  if (call === undefined || names === undefined) return null;
  const place = placeAt(
    { ...before, inside: undefined },
    { ...open, line: open.line.slice(0, call.start) },
    [],
    "",
  );
  const signatures = signaturesOf(call, place, names);
  if (signatures.length === 0) return null;
  const active = signatures[0]?.active;
  return {
    signatures: signatures.map((signature) => signatureInformation(signature, client)),
    activeSignature: 0,
    ...(active !== undefined && { activeParameter: active }),
  };
}

function signatureInformation(
  { label, documentation, parameters, active }: Signature,
  client: ClientAbilities | undefined,
): SignatureInformation {
  return {
    label,
    ...(documentation !== undefined && {
      documentation: markupAt("signature", documentation, client?.plainText),
    }),
    parameters: parameters.map(({ start, end, documentation: meaning }) => ({
      label: [start, end],
      ...(meaning !== undefined && { documentation: meaning }),
    })),
    ...(active !== undefined && { activeParameter: active }),
  };
}
