package dev.ensayo.cluster;

import com.google.common.base.Throwables;
import dev.ensayo.core.rundir.RunStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceProfile;
import scala.reflect.ClassTag$;

/**
 * Gives runs to Spark, a job for each or for a few that are very short, of one task or, where
 * several workers train one model, of as many that begin together; and waits for what comes of
 * them.
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
  private final BatchSize size = new BatchSize();
  private final SparkQueue queue;

  FlightDesk(JavaSparkContext spark) {
    this(spark, Optional.empty());
  }

  /**
   * @param batch how many runs a task may take, if not as many as are short enough
   */
  FlightDesk(JavaSparkContext spark, Optional<IntSupplier> batch) {
    this.spark = spark;
    this.queue = new SparkQueue(this::places, batch.orElse(size::now), System::nanoTime);
    spark.sc().addSparkListener(listener);
    spark.sc().register(news, "ensayo.news");
  }

  /** Whether an executor has ever begun a task. */
  boolean anyTask() {
    return listener.anyTask();
  }

  /**
   * Gives a run to Spark, once executors have use for it, and waits for the end of its task.
   *
   * @param stop whether it is to be called off
   * @param waiting called now and then while it waits
   */
  Attempt fly(Booking booking, BooleanSupplier stop, Runnable waiting) throws InterruptedException {
    Optional<List<Booking>> turn = queue.enter(booking, stop);
    if (turn.isEmpty()) {
      return new Attempt.CalledOff();
    }
    if (turn.get().isEmpty()) {
      return booking.attempt().join();
    }
    try {
      return await(turn.get(), stop, waiting);
    } finally {
      queue.leave();
      turn.get().forEach(other -> other.attempt().complete(new Attempt.CalledOff()));
    }
  }

  /** What came of the first; the others are told. */
  private Attempt await(List<Booking> together, BooleanSupplier stop, Runnable waiting)
      throws InterruptedException {
    RunFlight first = together.get(0).flight();
    List<RunFlight> flights = together.stream().map(Booking::flight).toList();
    String name = first.run().variant() + " " + first.run().seed() + " " + number.incrementAndGet();
    listener.add(name, flights);
    try {
      JavaFutureAction<List<TaskResult>> job = submit(name, together);
      while (true) {
        try {
          List<TaskResult> results = job.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
          for (int i = 0; i < together.size(); i++) {
            together.get(i).attempt().complete(attempt(together.get(i), i, results));
          }
          return together.get(0).attempt().join();
        } catch (TimeoutException e) {
          if (spark.sc().isStopped()) { // what it was given while it stopped is never answered
            throw new IllegalStateException("Spark has ended", e);
          }
          waiting.run();
        }
        if (stop.getAsBoolean()) {
          job.cancel(true);
          boolean unused = first.awaitLanding(STOP_SECONDS);
          return new Attempt.CalledOff();
        }
      }
    } catch (ExecutionException | IllegalStateException e) {
      for (Booking booking : together) {
        booking.attempt().complete(lost(booking.flight(), e));
      }
      return together.get(0).attempt().join();
    } finally {
      listener.remove(name, flights);
    }
  }

  private Attempt attempt(Booking booking, int place, List<TaskResult> results) {
    if (place >= results.size()) {
      return new Attempt.NotMade();
    }
    TaskResult result = results.get(place);
    RunFlight flight = booking.flight();
    flight.hear(result.news());
    if (booking.order().workers() > 1 && isLost(result)) {
      return new Attempt.Lost(flight.place().orElse("an executor"), result.outcome().message());
    }
    size.ended(result.seconds());
    return new Attempt.Landed(result);
  }

  /** Whether the run has lost a worker before Spark knew. */
  private static boolean isLost(TaskResult result) {
    return !result.asksForFiles()
        && result.outcome().status() == RunStatus.RUNNING
        && !result.outcome().holderLives();
  }

  /** How many tasks the executors can be at. */
  private int places() {
    if (spark.sc().isStopped()) {
      return 0;
    }
    ResourceProfile usual = spark.sc().resourceProfileManager().defaultResourceProfile();
    return spark.sc().maxNumConcurrentTasks(usual);
  }

  private Attempt lost(RunFlight flight, Exception e) throws InterruptedException {
    if (spark.sc().isStopped()) {
      return new Attempt.NoSpark();
    }
    String said = String.valueOf(Throwables.getRootCause(e).getMessage());
    if (said.contains(MORE_TASKS_THAN_PLACES)) {
      return new Attempt.NoPlace(places());
    }
    boolean unused = flight.awaitLanding(LAST_WORDS_SECONDS);
    String why =
        flight.loss().isEmpty() ? withoutExecutor(Throwables.getRootCause(e)) : flight.loss();
    return new Attempt.Lost(flight.lossPlace().or(flight::place).orElse("an executor"), why);
  }

  /** Of a failed task Spark gives a page; its first line names the exception after the executor. */
  private static String withoutExecutor(Throwable e) {
    String line = FirstLine.of(e);
    return line.substring(line.lastIndexOf("): ") < 0 ? 0 : line.lastIndexOf("): ") + 3);
  }

  /** Properties of a job are those of the thread that submits it. */
  private JavaFutureAction<List<TaskResult>> submit(String name, List<Booking> together) {
    spark.setLocalProperty(FlightListener.FLIGHT, name);
    spark.setJobDescription(name);
    RunTask task = new RunTask(news);
    TaskOrder first = together.get(0).order();
    if (first.workers() == 1) {
      return spark
          .parallelize(together.stream().map(Booking::order).toList(), 1)
          .mapPartitions(new BatchTask(task))
          .collectAsync();
    }
    List<TaskOrder> orders = new ArrayList<>(List.of(first));
    orders.addAll(Collections.nCopies(first.workers() - 1, first.following()));
    return spark
        .parallelize(orders, first.workers())
        .rdd()
        .barrier()
        .mapPartitions(new TeamTask(task), false, ClassTag$.MODULE$.apply(TaskResult.class))
        .toJavaRDD()
        .collectAsync();
  }
}
