package dev.ensayo.cluster;

/** Of what an exception says, for a line of ours: Spark and Hadoop give pages. */
final class FirstLine {
  private FirstLine() {}

  /** The first line of its message, or its name where it has none. */
  static String of(Throwable e) {
    String text = e.getMessage() == null ? e.toString() : e.getMessage();
    return text.lines().findFirst().orElse("");
  }
}
