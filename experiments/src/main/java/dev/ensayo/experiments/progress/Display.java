package dev.ensayo.experiments.progress;

/** Where the progress of a study is shown. Called from one thread at a time. */
interface Display {
  /**
   * Says a line that stays.
   *
   * @param now how the study stands
   */
  void say(String line, Standing now);

  /** Shows how the study stands, in place of what was shown before where that can be. */
  void show(Standing now);

  /** Takes away what does not stay. */
  void clear();
}
