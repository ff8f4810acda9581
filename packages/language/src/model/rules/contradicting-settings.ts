// A setting that another one overrules.

import { defineRule } from "../rule.js";

export const contradictingSettings = defineRule("contradicting-settings", {
  Learn: ({ learn: { cancellation, clock, origins } }, report) => {
    const [written, other] = [origins["cancellation"], origins["clock"]];
    if (written === undefined || other === undefined) return;
    if (cancellation !== "host" || clock.kind !== "oscillator") return;
    report(
      written,
      {
        setting: "cancellation: host",
        other: "clock: oscillator",
        reason: "no host acts on a network that runs by itself, so reactions cancel the rails of weights",
      },
      { related: [{ origin: other, message: "the clock" }] },
    );
  },
});
