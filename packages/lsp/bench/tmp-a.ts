import { measureRequests } from "./requests.js";
import { timesOf } from "./cpu-times.js";
await measureRequests(200, 20);
const s = await measureRequests(1000, 40);
for (const k of ["lex, parse, tree", "diagnostics after a keystroke","semantic tokens","symbols","signature help"]) console.log(k, JSON.stringify(timesOf(s.get(k)!), (_, v) => typeof v === "number" ? Math.round(v*10)/10 : v));
