package dev.ensayo.serving.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the parts of a pipeline's data. */
final class DataParts {
  private DataParts() {}

  /**
   * The rows of several parts, one after the other.
   *
   * @param parts at least one
   * @param file which of their files
   */
  static CsvRows of(PipelineFolder folder, List<Integer> parts, String file, String separator)
      throws IOException {
    CsvRows all = one(folder.part(parts.get(0)).resolve(file), separator);
    for (int part : parts.subList(1, parts.size())) {
      all = all.and(one(folder.part(part).resolve(file), separator));
    }
    return all;
  }

  private static CsvRows one(Path file, String separator) throws IOException {
    try {
      return CsvRows.read(file, separator);
    } catch (CsvRows.UnfitException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
