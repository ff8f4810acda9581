import { expect, test } from "vitest";
import { createSchedule } from "../src/schedule.js";

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Runs a scenario and returns the documents in the order in which they were checked. */
async function checkedDuring(
  scenario: (schedule: ReturnType<typeof createSchedule>, log: string[]) => void | Promise<void>,
  onCheck: (uri: string, schedule: ReturnType<typeof createSchedule>, log: string[]) => void = () => {},
): Promise<readonly string[]> {
  const log: string[] = [];
  const schedule = createSchedule(
    async (uri) => {
      log.push(uri);
      onCheck(uri, schedule, log);
      await turn();
    },
    turn,
    (error) => log.push(String(error)),
  );
  await scenario(schedule, log);
  for (let count = 0; count < 20; count++) await turn();
  return log;
}

test("requests before a document's turn are one check", async () => {
  expect(
    await checkedDuring((schedule) => {
      for (const uri of ["a", "a", "b", "a"]) schedule.request(uri);
    }),
  ).toEqual(["a", "b"]);
});

test("a request during the check leads to one more", async () => {
  expect(
    await checkedDuring(
      (schedule) => schedule.request("a"),
      (uri, schedule, log) => {
        if (log.length > 1) return;
        schedule.request(uri);
        schedule.request(uri);
      },
    ),
  ).toEqual(["a", "a"]);
});

test("a forgotten document is not checked", async () => {
  expect(
    await checkedDuring((schedule) => {
      schedule.request("a");
      schedule.request("b");
      schedule.forget("b");
    }),
  ).toEqual(["a"]);
});

test("a check that fails ends nothing", async () => {
  expect(
    await checkedDuring(
      (schedule) => {
        schedule.request("a");
        schedule.request("b");
      },
      (uri) => {
        if (uri === "a") throw new Error("failed");
      },
    ),
  ).toEqual(["a", "Error: failed", "b"]);
});

test("requests after the queue has run empty start it again", async () => {
  expect(
    await checkedDuring(async (schedule) => {
      schedule.request("a");
      for (let count = 0; count < 10; count++) await turn();
      schedule.request("a");
    }),
  ).toEqual(["a", "a"]);
});
