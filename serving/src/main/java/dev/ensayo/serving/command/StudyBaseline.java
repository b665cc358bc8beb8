package dev.ensayo.serving.command;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.core.study.Variant;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which variant of a study the others are compared with. */
final class StudyBaseline {
  private static final String STUDY = "study.yaml";

  private StudyBaseline() {}

  /**
   * Its name.
   *
   * @param study the folder of a study; where it holds no study that can be read, such as beside a
   *     run that was copied, the name that a baseline has by default
   */
  static String of(Path study) {
    Path file = study.resolve(STUDY);
    if (!Files.isRegularFile(file)) {
      return Variant.BASELINE;
    }
    try {
      return StudyReader.read(file).baseline().name();
    } catch (ConfigException e) {
      return Variant.BASELINE;
    }
  }
}
