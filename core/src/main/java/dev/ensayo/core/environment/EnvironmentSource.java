package dev.ensayo.core.environment;

import java.util.List;
import java.util.Map;

/** An environment chosen and configured by a study, not yet started. */
public interface EnvironmentSource {
  EnvironmentSpec spec();

  /** SHA-256 (hexadecimal) of each data file that is read, by file name; for the manifest. */
  default Map<String, String> dataSha256() {
    return Map.of();
  }

  /**
   * What it is run with where that is not Ensayo itself, such as versions of other programs, by
   * name; for the manifest.
   */
  default Map<String, String> facts() {
    return Map.of();
  }

  /** What of the data a user might miss without being told, such as columns that are left out. */
  default List<String> notes() {
    return List.of();
  }
}
