package dev.ensayo.core.config;

/**
 * Where a piece of configuration was written.
 *
 * @param source a file's name, or what stands for it: {@code --set}
 * @param line from 1; 0 where lines mean nothing
 */
public record Origin(String source, int line) {
  /** Written in no file: defaults. */
  public static final Origin DEFAULT = new Origin("(default)", 0);

  @Override
  public String toString() {
    return line > 0 ? source + ":" + line : source;
  }
}
