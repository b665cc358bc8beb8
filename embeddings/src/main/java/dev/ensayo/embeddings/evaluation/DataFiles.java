package dev.ensayo.embeddings.evaluation;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where files of tests are looked for: as named; below the folder that the environment variable
 * {@code ENSAYO_DATA} names; below {@code ~/.cache/ensayo}; below {@code ../shared/data} beside the
 * repository.
 */
final class DataFiles {
  private DataFiles() {}

  /**
   * The first place where there is such a file.
   *
   * @param setting what the error is about
   * @throws InvalidSettingException if there is none, with all places
   */
  static Path find(String name, String setting) {
    ImmutableList.Builder<Path> places = ImmutableList.builder();
    places.add(Path.of(name));
    String data = System.getenv("ENSAYO_DATA");
    if (data != null && !data.isBlank()) {
      places.add(Path.of(data).resolve(name));
    }
    places.add(Path.of(System.getProperty("user.home"), ".cache", "ensayo").resolve(name));
    String home = System.getProperty("ensayo.home", System.getProperty("ensayo.root", "."));
    places.add(Path.of(home).resolve("../shared/data").normalize().resolve(name));
    ImmutableList<Path> all = places.build();
    return all.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    setting,
                    "there is no file '"
                        + name
                        + "'; looked for "
                        + String.join(", ", all.stream().map(Path::toString).toList())));
  }
}
