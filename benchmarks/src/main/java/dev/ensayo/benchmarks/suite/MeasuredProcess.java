package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/** The Java process in which something is measured: the options of {@code ./ensayo run}. */
final class MeasuredProcess {
  private static final String HOME = "ensayo.home";

  private MeasuredProcess() {}

  /** The folder of Ensayo; the launcher sets it. */
  static Path home() {
    return Path.of(System.getProperty(HOME, "."));
  }

  static ImmutableList<String> options() {
    return ImmutableList.of(
        "-XX:+UseParallelGC",
        "-XX:-UsePerfData",
        "-Dfile.encoding=UTF-8",
        "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
        "-D" + HOME + "=" + home());
  }
}
