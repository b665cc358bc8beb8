package dev.ensayo.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * Makes runs one after the other in one task. Those that it has no time for have no result: they
 * are the last.
 */
final class BatchTask implements FlatMapFunction<Iterator<TaskOrder>, TaskResult> {
  private static final long serialVersionUID = 1L;

  /** No run is begun so long after the first. */
  static final double MOST_SECONDS = 2;

  private static final double NANOS_PER_SECOND = 1e9;

  private final RunTask task;

  BatchTask(RunTask task) {
    this.task = task;
  }

  @Override
  public Iterator<TaskResult> call(Iterator<TaskOrder> orders) throws IOException {
    long begun = System.nanoTime();
    List<TaskResult> results = new ArrayList<>();
    while (orders.hasNext() && (results.isEmpty() || goesOn(begun))) {
      results.add(task.next(orders.next()));
    }
    return results.iterator();
  }

  private static boolean goesOn(long begun) {
    return (System.nanoTime() - begun) / NANOS_PER_SECOND < MOST_SECONDS
        && !TaskContext.get().isInterrupted();
  }
}
