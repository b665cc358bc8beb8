package dev.ensayo.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import scala.jdk.javaapi.CollectionConverters;

/** Hears from Spark how tasks get on, and tells the {@link RunFlight}s that each belongs to. */
final class FlightListener extends SparkListener {
  /** The property of a job that names its flight. */
  static final String FLIGHT = "ensayo.flight";

  private final Map<String, List<RunFlight>> flights = new ConcurrentHashMap<>();
  private final Map<Integer, List<RunFlight>> ofJobs = new ConcurrentHashMap<>();
  private final Map<Integer, List<RunFlight>> ofStages = new ConcurrentHashMap<>();
  private volatile boolean anyTask;

  /** From now on what is heard of jobs with that property is told to the flights. */
  void add(String name, List<RunFlight> together) {
    flights.put(name, together);
  }

  void remove(String name, List<RunFlight> together) {
    flights.remove(name);
    ofJobs.values().removeIf(of -> of == together);
    ofStages.values().removeIf(of -> of == together);
  }

  /** Whether an executor has ever begun a task. */
  boolean anyTask() {
    return anyTask;
  }

  @Override
  public void onJobStart(SparkListenerJobStart job) {
    String name = job.properties() == null ? null : job.properties().getProperty(FLIGHT);
    List<RunFlight> together = name == null ? null : flights.get(name);
    if (together != null) {
      together.forEach(RunFlight::jobStarted);
      ofJobs.put(job.jobId(), together);
      CollectionConverters.asJava(job.stageInfos())
          .forEach(stage -> ofStages.put(stage.stageId(), together));
    }
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd job) {
    ofJobs.getOrDefault(job.jobId(), List.of()).forEach(RunFlight::jobEnded);
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart task) {
    anyTask = true;
    if (task.taskInfo().index() == 0) {
      String where = where(task.taskInfo());
      ofStages.getOrDefault(task.stageId(), List.of()).forEach(flight -> flight.taskStarted(where));
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    String where = where(task.taskInfo());
    String why =
        task.reason() instanceof ExecutorLostFailure lost
            ? lost.reason().isDefined() ? lost.reason().get() : "it is gone"
            : "";
    ofStages
        .getOrDefault(task.stageId(), List.of())
        .forEach(flight -> flight.taskEnded(where, why));
  }

  private static String where(TaskInfo task) {
    return "executor " + task.executorId() + " on " + task.host();
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
    CollectionConverters.asJava(heartbeat.accumUpdates())
        .forEach(
            task -> {
              List<RunFlight> together = ofStages.getOrDefault((Integer) task._2(), List.of());
              if (together.size() == 1) { // of several, each is heard of with its result
                news(CollectionConverters.asJava(task._4())).ifPresent(together.get(0)::hear);
              }
            });
  }

  private static Optional<RunNews> news(Iterable<AccumulableInfo> values) {
    for (AccumulableInfo value : values) {
      if (value.update().isDefined() && value.update().get() instanceof RunNews news) {
        return Optional.of(news);
      }
    }
    return Optional.empty();
  }
}
