package dev.ensayo.core.environment;

import java.util.Map;

/** An environment chosen and configured by a study, not yet started. */
public interface EnvironmentSource {
  EnvironmentSpec spec();

  /** SHA-256 (hexadecimal) of each data file that is read, by file name; for the manifest. */
  default Map<String, String> dataSha256() {
    return Map.of();
  }
}
