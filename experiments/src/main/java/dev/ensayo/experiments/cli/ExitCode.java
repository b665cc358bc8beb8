package dev.ensayo.experiments.cli;

/** What the process ends with, as scripts see it. After Ctrl-C it is Java's own, 130. */
final class ExitCode {
  /** All that was asked for is done. */
  static final int DONE = 0;

  /** It was tried and did not come out: a run failed, or a rerun differs. */
  static final int FAILED = 1;

  /** What was asked for makes no sense; nothing was done. */
  static final int WRONG_INPUT = 2;

  private ExitCode() {}
}
