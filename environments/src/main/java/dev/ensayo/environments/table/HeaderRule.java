package dev.ensayo.environments.table;

/** Whether the first line of a table names its columns. */
public enum HeaderRule {
  /** By what stands there and below; a table that leaves it open is refused. */
  AUTO,
  /** It does. */
  TRUE,
  /** It is a row; the columns are called column-1, column-2 and so on. */
  FALSE
}
