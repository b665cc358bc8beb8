package dev.ensayo.core.config;

/** Where paths lead that are written in a configuration. */
@FunctionalInterface
public interface PathRule {
  /** Every path is left as it is written. */
  PathRule AS_WRITTEN = (written, to) -> written.text();

  /**
   * The text that a setting gets.
   *
   * @param written a path, or a name where the setting takes names, too; with its place
   * @param to what must be there
   */
  String resolve(ConfigNode.Scalar written, PathTo to);
}
