// Stiff problems that every solver is tried on.
import { createRandom } from "@ncrn/simulator";
import { createProgramBuilder, statesOf } from "./program-builder.mjs";

/** Robertson (1966): three species, rates over nine decades. */
export function robertson() {
  const { react, build } = createProgramBuilder("robertson");
  react(0.04, ["A"], ["B"]);
  react(1e4, ["B", "C"], ["A", "C"]);
  react(3e7, ["B", "B"], ["B", "C"]);
  const program = build();
  const random = createRandom(1, "robertson");
  return { program, samples: statesOf(program, 16, (set) => set("A", 1 - 0.01 * random.uniform())) };
}

/** Oregonator, scaled as in Hairer and Wanner: x' = s(y − xy + x − qx²), y' = (−y − xy + z)/s, z' = w(x − z). */
export function oregonator() {
  const [s, q, w] = [77.27, 8.375e-6, 0.161];
  const { react, build } = createProgramBuilder("oregonator");
  react(s - 1 / s, ["Y"], ["X", "Y"]);
  react(1 / s, ["Y"], ["X"]);
  react(s - 1 / s, ["X", "Y"], ["Y"]);
  react(1 / s, ["X", "Y"], []);
  react(s, ["X"], ["X", "X"]);
  react(s * q, ["X", "X"], ["X"]);
  react(1 / s, ["Z"], ["Z", "Y"]);
  react(w, ["X"], ["X", "Z"]);
  react(w, ["Z"], []);
  const program = build();
  const random = createRandom(1, "oregonator");
  const samples = statesOf(program, 16, (set) => {
    set("X", 1 + 0.5 * random.uniform());
    set("Y", 2);
    set("Z", 3);
  });
  return { program, samples };
}

/** Brusselator with diffusion in a square of cells whose borders let nothing through (Hairer and Wanner, II, p. 151, α = 1/10). */
export function brusselatorSquare(width, count) {
  const diffusion = width ** 2 / 10;
  const { react, declare, build } = createProgramBuilder(`brusselator-${width}x${width}`);
  const cells = Array.from({ length: width ** 2 }, (_, cell) => [Math.floor(cell / width), cell % width]);
  for (const name of ["U", "V"]) for (const [i, j] of cells) declare(`${name}${i}_${j}`);
  for (const [i, j] of cells) {
    const [u, v] = [`U${i}_${j}`, `V${i}_${j}`];
    react(1, [], [u]);
    react(1, [u, u, v], [u, u, u]);
    react(3.4, [u], [v]);
    react(1, [u], []);
    const neighbours = [
      [i - 1, j],
      [i + 1, j],
      [i, j - 1],
      [i, j + 1],
    ];
    for (const [a, b] of neighbours) {
      if (Math.min(a, b) < 0 || Math.max(a, b) >= width) continue;
      react(diffusion, [u], [`U${a}_${b}`]);
      react(diffusion, [v], [`V${a}_${b}`]);
    }
  }
  const program = build();
  const random = createRandom(1, "brusselator");
  const samples = statesOf(program, count, (set) => {
    const height = 0.9 + 0.2 * random.uniform();
    for (const [i, j] of cells) {
      const [x, y] = [(i + 0.5) / width, (j + 0.5) / width];
      set(`U${i}_${j}`, height * 22 * y * (1 - y) ** 1.5);
      set(`V${i}_${j}`, height * 27 * x * (1 - x) ** 1.5);
    }
  });
  return { program, samples };
}

/** Brusselator with diffusion on a line of cells, u = 1 and v = 3 at both ends (Hairer and Wanner, α = 1/50). */
export function brusselator(cells, count) {
  const diffusion = (cells + 1) ** 2 / 50;
  const { react, declare, build } = createProgramBuilder(`brusselator-${cells}`);
  for (const name of ["U", "V"]) for (let i = 0; i < cells; i++) declare(`${name}${i}`);
  for (let i = 0; i < cells; i++) {
    const [u, v] = [`U${i}`, `V${i}`];
    react(1, [], [u]);
    react(1, [u, u, v], [u, u, u]);
    react(3, [u], [v]);
    react(1, [u], []);
    for (const j of [i - 1, i + 1]) {
      const isInside = j >= 0 && j < cells;
      react(diffusion, [u], isInside ? [`U${j}`] : []);
      react(diffusion, [v], isInside ? [`V${j}`] : []);
      if (isInside) continue;
      react(diffusion, [], [u]);
      react(3 * diffusion, [], [v]);
    }
  }
  const program = build();
  const random = createRandom(1, "brusselator");
  const samples = statesOf(program, count, (set) => {
    const height = 0.9 + 0.2 * random.uniform();
    for (let i = 0; i < cells; i++) {
      set(`U${i}`, 1 + height * Math.sin((2 * Math.PI * (i + 1)) / (cells + 1)));
      set(`V${i}`, 3);
    }
  });
  return { program, samples };
}
