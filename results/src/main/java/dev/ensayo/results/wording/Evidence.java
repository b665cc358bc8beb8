package dev.ensayo.results.wording;

/** What of a report a claim rests on, and where its reader can look. */
public enum Evidence {
  /** Scores and comparisons. */
  RESULTS,
  /** What each part of an ablation does. */
  EFFECTS,
  /** How much of a setting the methods are worth. */
  WORTH,
  /** Normalized scores over all tasks. */
  TASKS,
  /** What was published. */
  PUBLISHED,
  /** The points of a search. */
  SEARCH,
  /** The runs one by one. */
  RUNS,
  /** The study as it was written. */
  STUDY
}
