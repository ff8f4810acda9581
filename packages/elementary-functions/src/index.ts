// Public surface: functions of numbers with the same bits everywhere, and what their twins in generated code share with them.
export { exp, LARGEST_MULTIPLIED, log, pow, tanh } from "./exp-log-pow-tanh.js";
export { EXPONENTIAL_TAIL, LOGARITHM_TAIL, SPLITTER } from "./positive-power.js";
export {
  FIRST_PLACE,
  LN2_HIGH,
  LN2_REST,
  POWERS,
  POWERS_PER_LN2,
  type PowerTables,
  powerTables,
} from "./power-tables.js";
export { cos, sin, tan } from "./trigonometric-functions.js";
