package dev.ensayo.environments.table;

/** What becomes of gaps in the inputs. */
public enum MissingValues {
  /** The mean of a column of numbers, the most frequent category, of the training rows. */
  IMPUTE,
  /** The same, and a column more for each column with gaps: 1 where there was one, else 0. */
  IMPUTE_WITH_INDICATOR,
  /** Rows with a gap are left out. */
  DROP,
  /** A gap is an error. */
  FAIL
}
