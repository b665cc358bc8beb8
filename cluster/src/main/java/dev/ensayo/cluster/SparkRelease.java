package dev.ensayo.cluster;

import com.google.common.base.Splitter;
import dev.ensayo.experiments.launch.LauncherException;

/** Which Spark this is for, and which one there is: drivers and executors of two do not mix. */
final class SparkRelease {
  /** Of the build; the first two numbers count. */
  static final String BUILT_FOR = "4.2";

  private SparkRelease() {}

  /**
   * Looks at the Spark of the class path.
   *
   * @throws LauncherException if it is another one
   */
  static void check() {
    String found = org.apache.spark.package$.MODULE$.SPARK_VERSION();
    String shortened = String.join(".", Splitter.on('.').limit(3).splitToList(found).subList(0, 2));
    if (!shortened.equals(BUILT_FOR)) {
      throw new LauncherException(
          "this Ensayo is for Spark "
              + BUILT_FOR
              + ", and SPARK_HOME has "
              + found
              + ": set it to one of Spark "
              + BUILT_FOR
              + ", or to nothing, and let the cluster be of Spark "
              + BUILT_FOR);
    }
  }
}
