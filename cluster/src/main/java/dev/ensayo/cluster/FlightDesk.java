package dev.ensayo.cluster;

import com.google.common.base.Throwables;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/** Gives tasks to Spark, one job of one task for each, and waits for what comes of them. */
final class FlightDesk {
  private static final long LOOK_MILLIS = 250;

  /** Below what a clean stop of the study has in all. */
  private static final long STOP_SECONDS = 50;

  private static final long LAST_WORDS_SECONDS = 10;

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
          return new Attempt.Landed(result);
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

  private Attempt lost(RunFlight flight, Exception e) throws InterruptedException {
    if (spark.sc().isStopped()) {
      return new Attempt.NoSpark();
    }
    boolean unused = flight.awaitLanding(LAST_WORDS_SECONDS);
    String why = flight.loss().isEmpty() ? firstLine(Throwables.getRootCause(e)) : flight.loss();
    return new Attempt.Lost(flight.place().orElse("an executor"), why);
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
    return spark.parallelize(List.of(order), 1).map(new RunTask(news)).collectAsync();
  }
}
