package dev.ensayo.backend.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.util.ModelSerializer;

/** The configuration in a zip of Deeplearning4j's, as JSON; no class that it names is loaded. */
public final class ZipConfiguration {
  private ZipConfiguration() {}

  /**
   * Reads it.
   *
   * @return empty if the zip holds none
   * @throws IOException if it is no zip
   */
  public static Optional<String> find(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      ZipEntry entry = file.getEntry(ModelSerializer.CONFIGURATION_JSON);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream in = file.getInputStream(entry)) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  /**
   * Reads it.
   *
   * @throws IOException if the zip holds none
   */
  static String read(Path zip) throws IOException {
    return find(zip)
        .orElseThrow(
            () ->
                new IOException(
                    zip
                        + " holds no Deeplearning4j network: no "
                        + ModelSerializer.CONFIGURATION_JSON));
  }
}
