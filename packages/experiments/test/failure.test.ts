// Every way in which the simulator fails has a code in the catalogue, under the name that the source gives the species.

import { catalogue } from "@ncrn/language";
import type { RunFailureKind } from "@ncrn/simulator";
import { expect, test } from "vitest";
import { failureInWords } from "../src/failure.js";
import { subjectOf } from "./checked-text.js";

/** Complete by its type: a new kind does not compile without a code. */
const codes: Readonly<Record<RunFailureKind, string>> = {
  "blow-up": "solution-escapes",
  "not-a-number": "solution-not-finite",
  "step-size-underflow": "step-size-too-small",
  "elimination-too-large": "too-many-coupled-species",
  "step-limit": "too-many-steps",
  "negative-concentration": "negative-concentration",
  "negative-propensity": "negative-propensity",
  "event-limit": "too-many-reaction-events",
  "event-cascade": "event-cascade",
  "time-dependent-law": "time-dependent-law",
  "events-not-available": "events-in-phases",
  "event-overdue": "clock-stops",
  stopped: "interrupted",
};

const { network } = subjectOf("crn Decay { species A[2] = 1\n A[1] ->{1} A[2] }", "network");

test.each(Object.entries(codes))("%s is %s", (kind, code) => {
  const failure = failureInWords(
    { kind: kind as RunFailureKind, time: 2, species: ["A_1"], message: "A_1 fails.", hint: "Try." },
    network,
  );
  expect(failure).toEqual({ code, time: 2, species: "A[1]", message: "`A[1]` fails.", hint: "Try." });
  expect(catalogue[failure.code].stage).toBe("run");
});

test("a sentence that begins with a word is left alone, also if the word begins like the name", () => {
  const failure = {
    kind: "not-a-number",
    time: 2,
    species: ["A"],
    message: "At time 2 it fails.",
    hint: "",
  } as const;
  expect(failureInWords(failure, network).message).toBe("At time 2 it fails.");
});

test("a reaction is called by what it does, with its place", () => {
  const { network: named } = subjectOf("crn Law { species A[2] = 1\n A[1] ->[A[1] - 1] A[2] }", "network");
  const [reaction] = named.reactions;
  const failure = {
    kind: "negative-concentration",
    time: 2,
    species: ["A_1"],
    reaction: reaction!.id,
    message: `At time 2 reaction ${reaction!.id} takes more of A_1 than there is.`,
    hint: "",
  } as const;
  expect(failureInWords(failure, named)).toMatchObject({
    message: "At time 2 `A[1] ->[A[1] - 1] A[2]` takes more of `A[1]` than there is.",
    origin: reaction!.provenance[0]!.origin,
  });
});
