import { expect, test } from "vitest";
import type { CodeForm } from "../../src/engine/system-plan.js";
import { errorIn, problems, reference, solve } from "./stiff-problems.js";

const forms: readonly CodeForm[] = ["written-out", "loops"];
const cases = Object.entries(problems).flatMap(([name, problem]) =>
  forms.flatMap((form) => [1e-4, 1e-8].map((relative) => ({ name, problem, form, relative }))),
);

test.each(cases)(
  "$name, $form: the error is within ten tolerances of $relative",
  ({ problem, form, relative }) => {
    const { state: expected } = reference(problem);
    const { state: found, steps } = solve(problem, relative, { form });
    expect(errorIn(relative, found, expected)).toBeLessThan(10);
    // Stiffness that is not seen, or factors that are refused, cost steps before they cost accuracy.
    expect(steps).toBeLessThan(4 * reference(problem, relative, relative * 1e-6).steps + 20);
  },
);
