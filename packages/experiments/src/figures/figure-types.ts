// Figures as vega-lite 6 specifications: plain JSON, drawn by whoever has a renderer.

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A vega-lite 6 specification. */
export type FigureSpecification = { readonly [key: string]: Json };

/** A figure with the stem of its file name. */
export interface Figure {
  /** Stem of the file name, such as `loss` or `boundary`. */
  readonly name: string;
  readonly title: string;
  readonly specification: FigureSpecification;
}

/** How a figure looks. */
export interface FigureOptions {
  /** `light` (white background) if not given. */
  readonly theme?: "light" | "dark";
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Logarithmic value axis. Of a time course, values that are not positive are left out. */
  readonly logarithmic?: boolean;
  /** Logarithmic time axis, which begins at the first time after 0. */
  readonly logarithmicTime?: boolean;
}
