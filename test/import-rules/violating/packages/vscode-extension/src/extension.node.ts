import { LanguageClient } from "vscode-languageclient/node";
import { createConnection } from "vscode-languageserver/node"; // expect: confined

export const used = [LanguageClient, createConnection];
