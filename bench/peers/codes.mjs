// The codes that we are compared with, each with the equations it is given and the problems it is asked for.
import { unfoldedEquations } from "../equations/equations.mjs";
import { CVODE_INSTALLATION, compilerVersion, findCvode, startCvode } from "./cvode.mjs";
import { findPythonPeers, PYTHON_INSTALLATION, startPythonPeer } from "./python-peers.mjs";

/** Unknowns up to which dense matrices, and tools without sparse ones, are asked for. */
const DENSE = 600;
const MIDDLE = 2500;

const species = ({ sizes }) => sizes.species;
const unknowns = ({ sizes }) => sizes.unknowns;

const CODES = [
  ...["unfolded", "folded"].flatMap((equations) => {
    const size = equations === "unfolded" ? species : unknowns;
    const cvode = { family: "cvode", equations };
    return [
      {
        ...cvode,
        name: `cvode-klu-${equations}`,
        kind: "klu",
        label: "CVODE BDF, KLU",
        // Factors of a network without structure fill up: KLU does not come to an end within five minutes.
        suits: ({ hasFullFactors }) => hasFullFactors !== true,
      },
      {
        ...cvode,
        name: `cvode-dense-${equations}`,
        kind: "dense",
        label: "CVODE BDF, dense",
        suits: (problem) => size(problem) <= DENSE,
      },
      {
        ...cvode,
        name: `cvode-adams-${equations}`,
        kind: "adams",
        label: "CVODE Adams",
        suits: ({ isStiff }) => !isStiff,
      },
      {
        ...cvode,
        name: `cvode-gmres-${equations}`,
        kind: "gmres",
        label: "CVODE BDF, GMRES",
        suits: (problem) => size(problem) > DENSE,
      },
    ];
  }),
  {
    name: "scipy-lsoda",
    family: "scipy",
    equations: "folded",
    kind: "LSODA",
    label: "scipy LSODA",
    suits: (problem) => unknowns(problem) <= DENSE,
  },
  {
    name: "scipy-bdf",
    family: "scipy",
    equations: "folded",
    kind: "BDF",
    label: "scipy BDF",
    suits: (problem) => unknowns(problem) <= MIDDLE,
  },
  {
    name: "scipy-radau",
    family: "scipy",
    equations: "folded",
    kind: "Radau",
    label: "scipy Radau",
    suits: (problem) => unknowns(problem) <= DENSE,
  },
  {
    name: "roadrunner",
    family: "roadrunner",
    equations: "unfolded",
    kind: "cvode",
    label: "libRoadRunner",
    suits: (problem) => species(problem) <= DENSE,
  },
  {
    name: "copasi",
    family: "COPASI",
    equations: "unfolded",
    kind: "lsoda",
    label: "COPASI LSODA",
    suits: (problem) => species(problem) <= DENSE,
  },
  {
    name: "gillespy2",
    family: "gillespy2",
    equations: "unfolded",
    kind: "lsoda",
    label: "GillesPy2 ODE",
    suits: (problem) => species(problem) <= 100,
  },
];

const SCRIPTS = {
  scipy: "scipy_peer.py",
  roadrunner: "roadrunner_peer.py",
  COPASI: "copasi_peer.py",
  gillespy2: "gillespy2_peer.py",
};

/**
 * Versions of the peers on this machine, and what to do about those that are missing.
 *
 * @returns {{ versions: Record<string, string>, advice: string[] }}
 */
export function findPeers() {
  const cvode = findCvode();
  const python = findPythonPeers();
  const missing = Object.keys(SCRIPTS).filter((name) => python[name] === undefined);
  const advice = [
    ...(cvode === undefined ? [`CVODE is left out. To install it: ${CVODE_INSTALLATION}`] : []),
    ...(missing.length > 0 ? [`${missing.join(", ")}: left out. To install: ${PYTHON_INSTALLATION}`] : []),
  ];
  return {
    versions: { ...(cvode === undefined ? {} : { cvode, gcc: compilerVersion() }), ...python },
    advice,
  };
}

/** The codes that are installed and that a problem suits. */
export function codesFor(problem, { versions }) {
  return CODES.filter(({ family, suits }) => versions[family] !== undefined && suits(problem));
}

/** Processes of a problem, one for each family and kind of equations, started when they are first needed. */
export function createPeerProcesses(problem) {
  const processes = new Map();
  const start = ({ family, equations }) => {
    if (family !== "cvode") return startPythonPeer(SCRIPTS[family], problem);
    const given =
      equations === "folded"
        ? problem.folded
        : unfoldedEquations(problem.reactions, problem.program.species.length);
    return startCvode(problem, given);
  };
  const keyOf = ({ family, equations }) => `${family} ${equations}`;
  const processOf = (code) => {
    const key = keyOf(code);
    if (!processes.has(key)) processes.set(key, start(code));
    return processes.get(key);
  };
  return {
    run: async (code, request) => {
      try {
        return await (await processOf(code)).run(code.kind, request);
      } catch (error) {
        // It was ended, or has ended: another code of the family gets a new one.
        processes.delete(keyOf(code));
        throw error;
      }
    },
    stop: async () => {
      for (const started of processes.values()) await started.then(({ stop }) => stop()).catch(() => {});
    },
  };
}
