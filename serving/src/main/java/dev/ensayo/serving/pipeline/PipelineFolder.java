package dev.ensayo.serving.pipeline;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/**
 * Where things lie in the folder of a pipeline.
 *
 * @param path the folder
 */
record PipelineFolder(Path path) {
  static final String CHAMPION = "champion.json";

  /** Every step and decision, a line each; all else follows from it. */
  Path log() {
    return path.resolve("log.jsonl");
  }

  Path champion() {
    return path.resolve(CHAMPION);
  }

  private static String number(int number) {
    return "%04d".formatted(number);
  }

  /** A new file as it came. */
  Path taken(int number, String file) {
    return path.resolve("taken").resolve(number(number) + "-" + file);
  }

  /** A new file that was refused. */
  Path setAside(int number, String file) {
    return path.resolve("set-aside").resolve(number(number) + "-" + file);
  }

  /** Why. */
  Path reason(int number, String file) {
    Path aside = setAside(number, file);
    return aside.resolveSibling(aside.getFileName() + ".reason.txt");
  }

  /** The rows of a file that was accepted, dealt. */
  Path part(int number) {
    return path.resolve("parts").resolve(number(number));
  }

  static final String TRAINING = "training.csv";
  static final String HELD_OUT = "held-out.csv";

  /** All that a version learns from. */
  Path data(int version) {
    return path.resolve("data").resolve(number(version) + ".csv");
  }

  /** The config.yaml that a version is to be made from. */
  Path order(int version) {
    return path.resolve("data").resolve(number(version) + ".yaml");
  }

  /** The run of a version, relative to the folder. */
  static String runName(int version) {
    return "versions/" + number(version);
  }

  Path version(int version) {
    return path.resolve("versions").resolve(number(version));
  }

  /**
   * The folders in which a process that was killed while it worked on a file may leave parts, but
   * for the folder itself, in which the lease has its own.
   */
  ImmutableList<Path> places(int number) {
    return ImmutableList.of(
        taken(number, "").getParent(),
        setAside(number, "").getParent(),
        data(number).getParent(),
        part(number));
  }

  Path provenance() {
    return path.resolve("versions").resolve("provenance");
  }
}
