package dev.ensayo.cluster;

import com.google.common.base.Throwables;
import dev.ensayo.core.rundir.RunStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceProfile;
import scala.reflect.ClassTag$;

/**
 * Gives runs to Spark, a job for each, of one task or, where several workers train one model, of as
 * many that begin together; and waits for what comes of them.
 */
final class FlightDesk {
  private static final long LOOK_MILLIS = 250;

  /** Below what a clean stop of the study has in all. */
  private static final long STOP_SECONDS = 50;

  private static final long LAST_WORDS_SECONDS = 10;

  /** What Spark calls a barrier stage that has more tasks than all executors have cores. */
  private static final String MORE_TASKS_THAN_PLACES = "SPARK-24819";

  private final JavaSparkContext spark;
  private final FlightListener listener = new FlightListener();
  private final NewsAccumulator news = new NewsAccumulator();
  private final AtomicLong number = new AtomicLong();

  FlightDesk(JavaSparkContext spark) {
    this.spark = spark;
    spark.sc().addSparkListener(listener);
    spark.sc().register(news, "ensayo.news");
  }

  /** Whether an executor has ever begun a task. */
  boolean anyTask() {
    return listener.anyTask();
  }

  /**
   * Gives a task to Spark and waits for its end.
   *
   * @param flight hears what the task tells
   * @param stop whether it is to be called off
   * @param waiting called now and then while it waits
   */
  Attempt fly(TaskOrder order, RunFlight flight, BooleanSupplier stop, Runnable waiting)
      throws InterruptedException {
    String name =
        flight.run().variant() + " " + flight.run().seed() + " " + number.incrementAndGet();
    listener.add(name, flight);
    try {
      JavaFutureAction<List<TaskResult>> job = submit(name, order);
      while (true) {
        try {
          TaskResult result = job.get(LOOK_MILLIS, TimeUnit.MILLISECONDS).get(0);
          flight.hear(result.news());
          return order.workers() > 1 && isLost(result)
              ? new Attempt.Lost(flight.place().orElse("an executor"), result.outcome().message())
              : new Attempt.Landed(result);
        } catch (TimeoutException e) {
          waiting.run();
        }
        if (stop.getAsBoolean()) {
          job.cancel(true);
          boolean unused = flight.awaitLanding(STOP_SECONDS);
          return new Attempt.CalledOff();
        }
      }
    } catch (ExecutionException | IllegalStateException e) {
      return lost(flight, e);
    } finally {
      listener.remove(name, flight);
    }
  }

  /** Whether the run has lost a worker before Spark knew. */
  private static boolean isLost(TaskResult result) {
    return !result.asksForFiles()
        && result.outcome().status() == RunStatus.RUNNING
        && !result.outcome().holderLives();
  }

  private Attempt lost(RunFlight flight, Exception e) throws InterruptedException {
    if (spark.sc().isStopped()) {
      return new Attempt.NoSpark();
    }
    String said = String.valueOf(Throwables.getRootCause(e).getMessage());
    if (said.contains(MORE_TASKS_THAN_PLACES)) {
      ResourceProfile usual = spark.sc().resourceProfileManager().defaultResourceProfile();
      return new Attempt.NoPlace(spark.sc().maxNumConcurrentTasks(usual));
    }
    boolean unused = flight.awaitLanding(LAST_WORDS_SECONDS);
    String why = flight.loss().isEmpty() ? firstLine(Throwables.getRootCause(e)) : flight.loss();
    return new Attempt.Lost(flight.lossPlace().or(flight::place).orElse("an executor"), why);
  }

  /** Of a failed task Spark gives a page; its first line names the exception after the executor. */
  private static String firstLine(Throwable e) {
    String text = e.getMessage() == null ? e.toString() : e.getMessage();
    String line = text.lines().findFirst().orElse("");
    return line.substring(line.lastIndexOf("): ") < 0 ? 0 : line.lastIndexOf("): ") + 3);
  }

  /** Properties of a job are those of the thread that submits it. */
  private JavaFutureAction<List<TaskResult>> submit(String name, TaskOrder order) {
    spark.setLocalProperty(FlightListener.FLIGHT, name);
    spark.setJobDescription(name);
    RunTask task = new RunTask(news);
    if (order.workers() == 1) {
      return spark.parallelize(List.of(order), 1).map(task).collectAsync();
    }
    List<TaskOrder> orders = new ArrayList<>(List.of(order));
    orders.addAll(Collections.nCopies(order.workers() - 1, order.following()));
    return spark
        .parallelize(orders, order.workers())
        .rdd()
        .barrier()
        .mapPartitions(new TeamTask(task), false, ClassTag$.MODULE$.apply(TaskResult.class))
        .toJavaRDD()
        .collectAsync();
  }
}
