// Packs the extension: `pnpm --filter ncrn package` → dist/ncrn.vsix. Everything has to be built before.
import { statSync } from "node:fs";
import path from "node:path";
import "./bundle.mjs";
import { packExtension } from "./pack-extension.mjs";

const packagePath = path.join(path.dirname(import.meta.dirname), "dist", "ncrn.vsix");
await packExtension(packagePath);
const kilobytes = (statSync(packagePath).size / 1024).toFixed(0);
console.log(`${path.relative(process.cwd(), packagePath)}: ${kilobytes} kB`);
