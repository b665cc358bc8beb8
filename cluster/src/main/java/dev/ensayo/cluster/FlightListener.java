package dev.ensayo.cluster;

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

/** Hears from Spark how tasks get on, and tells the {@link RunFlight} that each belongs to. */
final class FlightListener extends SparkListener {
  /** The property of a job that names its flight. */
  static final String FLIGHT = "ensayo.flight";

  private final Map<String, RunFlight> flights = new ConcurrentHashMap<>();
  private final Map<Integer, RunFlight> ofJobs = new ConcurrentHashMap<>();
  private final Map<Integer, RunFlight> ofStages = new ConcurrentHashMap<>();
  private volatile boolean anyTask;

  /** From now on what is heard of jobs with that property is told to the flight. */
  void add(String name, RunFlight flight) {
    flights.put(name, flight);
  }

  void remove(String name, RunFlight flight) {
    flights.remove(name);
    ofJobs.values().removeIf(flight::equals);
    ofStages.values().removeIf(flight::equals);
  }

  /** Whether an executor has ever begun a task. */
  boolean anyTask() {
    return anyTask;
  }

  @Override
  public void onJobStart(SparkListenerJobStart job) {
    String name = job.properties() == null ? null : job.properties().getProperty(FLIGHT);
    RunFlight flight = name == null ? null : flights.get(name);
    if (flight != null) {
      flight.jobStarted();
      ofJobs.put(job.jobId(), flight);
      CollectionConverters.asJava(job.stageInfos())
          .forEach(stage -> ofStages.put(stage.stageId(), flight));
    }
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd job) {
    RunFlight flight = ofJobs.get(job.jobId());
    if (flight != null) {
      flight.jobEnded();
    }
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart task) {
    anyTask = true;
    RunFlight flight = ofStages.get(task.stageId());
    if (flight != null && task.taskInfo().index() == 0) {
      flight.taskStarted(where(task.taskInfo()));
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    RunFlight flight = ofStages.get(task.stageId());
    if (flight != null) {
      flight.taskEnded(
          where(task.taskInfo()),
          task.reason() instanceof ExecutorLostFailure lost
              ? lost.reason().isDefined() ? lost.reason().get() : "it is gone"
              : "");
    }
  }

  private static String where(TaskInfo task) {
    return "executor " + task.executorId() + " on " + task.host();
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
    CollectionConverters.asJava(heartbeat.accumUpdates())
        .forEach(
            task -> {
              RunFlight flight = ofStages.get((Integer) task._2());
              if (flight != null) {
                news(CollectionConverters.asJava(task._4())).ifPresent(flight::hear);
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
