// A finished scan → its JSON document.

import type { ScanPoint, ScanResult } from "@ncrn/experiments";
import { diagnosticDocuments, type Sources } from "../diagnostics-report.js";

/** What has no value is `null`. Diagnostics of a point are those of the text with its values. */
export function scanDocument(result: ScanResult, sources: Sources): Record<string, unknown> {
  const { diagnostics: _, points, ...heading } = result;
  return { ...heading, points: points.map((point) => pointDocument(point, sources)) };
}

function pointDocument(point: ScanPoint, sources: Sources): Record<string, unknown> {
  const { measures, courses, diagnostics } = point;
  return {
    ...point,
    measures: measures.map((entry) => ({
      ...entry,
      value: orNull(entry.value),
      ...(entry.deviation === undefined ? {} : { deviation: orNull(entry.deviation) }),
    })),
    ...(courses === undefined
      ? {}
      : {
          courses: {
            times: courses.times,
            plotted: courses.plotted.map((column) => ({ ...column, values: column.values.map(orNull) })),
          },
        }),
    diagnostics: diagnosticDocuments(diagnostics, sources),
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
