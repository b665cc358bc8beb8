package dev.ensayo.cluster;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;

/**
 * How Spark is set. Where the user has said otherwise with a system property {@code spark.…}, that
 * holds, but for what runs depend on.
 */
final class SparkSettings {
  /** What executors take over from this process, where it is set. */
  private static final List<String> VARIABLES =
      List.of(
          "OMP_NUM_THREADS", "OPENBLAS_CORETYPE", "ENSAYO_DATA", "LC_ALL", "SPARK_SCALA_VERSION");

  private static final ImmutableMap<String, String> UNLESS_SET =
      ImmutableMap.<String, String>builder()
          .put("spark.app.name", "ensayo")
          .put("spark.ui.enabled", "false")
          .put("spark.executor.memory", "2g")
          // News of runs come with heartbeats; a driver that is silent for minutes loses nobody.
          .put("spark.executor.heartbeatInterval", "1s")
          .put("spark.executor.heartbeat.maxFailures", "600")
          .put("spark.locality.wait", "0")
          // For so many looks workers of one model wait for executors to come, a minute in all.
          .put("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "3s")
          .put("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "20")
          // Nobody looks at Spark's own pages while a study runs.
          .put("spark.ui.liveUpdate.period", "-1")
          // What Spark remembers of jobs that are over.
          .put("spark.ui.retainedJobs", "100")
          .put("spark.ui.retainedStages", "100")
          .put("spark.ui.retainedTasks", "1000")
          .buildOrThrow();

  private static final ImmutableMap<String, String> ALWAYS =
      ImmutableMap.<String, String>builder()
          // A task is tried once: runs are given out again by the launcher, which knows why.
          .put("spark.task.maxFailures", "1")
          .put("spark.stage.maxConsecutiveAttempts", "1")
          .put("spark.speculation", "false")
          .put("spark.executor.userClassPathFirst", "true")
          .buildOrThrow();

  private static final String OPTIONS = "spark.executor.extraJavaOptions";

  private SparkSettings() {}

  /**
   * The settings for a master.
   *
   * @param jars what travels to executors
   * @param variables of this process
   */
  static SparkConf of(Master master, List<Path> jars, Map<String, String> variables) {
    SparkConf conf = new SparkConf(true).setMaster(master.url());
    if (!master.megabytesOfWorker().isEmpty()) {
      conf.setIfMissing("spark.executor.memory", master.megabytesOfWorker() + "m");
    }
    UNLESS_SET.forEach(conf::setIfMissing);
    ALWAYS.forEach(conf::set);
    for (String name : VARIABLES) {
      if (variables.containsKey(name)) {
        conf.setIfMissing("spark.executorEnv." + name, variables.get(name));
      }
    }
    conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", "1");
    conf.set(
        OPTIONS,
        "-XX:+UseParallelGC -XX:-UsePerfData -Dfile.encoding=UTF-8"
            + " -Dorg.bytedeco.javacpp.maxphysicalbytes=0 "
            + conf.get(OPTIONS, ""));
    if (!jars.isEmpty()) {
      conf.set("spark.jars", jars.stream().map(Path::toString).collect(Collectors.joining(",")));
    }
    return conf;
  }
}
