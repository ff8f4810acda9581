import { createConnection } from "vscode-languageserver/node";
import { format } from "prettier"; // expect: confined
import * as vscode from "vscode"; // expect: confined

export const used = [createConnection, format, vscode];
