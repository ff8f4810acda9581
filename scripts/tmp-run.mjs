import { editorBundle } from "./editor-bundle.mjs";
import { rmSync } from "node:fs";
const { url, folder } = await editorBundle(process.argv[2]);
try { await import(url); } finally { if (!process.env.KEEP) rmSync(folder, { recursive: true }); else console.log(url); }
