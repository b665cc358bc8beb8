package dev.ensayo.environments.table;

/** What becomes of cells that are no numbers in a column of numbers. */
public enum BadNumbers {
  /** They are an error that names line and column. */
  FAIL,
  /** They are gaps. */
  GAP
}
