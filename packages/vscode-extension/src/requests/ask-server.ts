// A question about open documents → the language server's answer.

import type { BaseLanguageClient } from "vscode-languageclient";

/** What asking the language server needs of its client. */
export type AskedClient = Pick<BaseLanguageClient, "start" | "sendRequest">;

/** Asks about open documents: a question that waits for the start of the server would overtake what it is told of them. */
export async function askServer<Answer>(
  client: AskedClient,
  method: string,
  parameters: object,
): Promise<Answer> {
  await client.start();
  return client.sendRequest<Answer>(method, parameters);
}
