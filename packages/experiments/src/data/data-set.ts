// The rows of a data record: plain tables of numbers and texts, split into parts and scaled.

/** One value of a table. */
export type Cell = number | string;

/** Rows by named columns; all rows have one cell a column. */
export interface DataTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** How one column was scaled: `(value − minimum) / (maximum − minimum)`, statistics of the training part. */
export interface ColumnScaling {
  readonly column: string;
  readonly minimum: number;
  readonly maximum: number;
}

/** A data record with its rows. All tables have the same columns and are scaled alike; `testGrid` has its axes only. */
export interface DataSet {
  readonly name: string;
  readonly training: DataTable;
  /** Empty without a `split` or a validation file. */
  readonly validation: DataTable;
  /** Points of `test: grid(…)` in unscaled units, first axis slowest; undefined if the record asks for none. */
  readonly testGrid: DataTable | undefined;
  readonly scaling: readonly ColumnScaling[];
}
