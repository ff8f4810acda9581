// An adjoint gradient over another time than the forward run.

import { defineRule } from "../rule.js";

export const feedbackLengthDiffers = defineRule("feedback-length-differs", {
  Learn: ({ learn, feedbackOrigin }, report) => {
    if (
      learn.gradient !== "adjoint" ||
      learn.feedbackDuration === learn.forwardDuration ||
      feedbackOrigin === undefined
    )
      return;
    const forwardOrigin = learn.origins["forward"];
    const related =
      forwardOrigin === undefined ? [] : [{ origin: forwardOrigin, message: "the forward phase" }];
    report(
      feedbackOrigin,
      { forward: String(learn.forwardDuration), feedback: String(learn.feedbackDuration) },
      { related },
    );
  },
});
