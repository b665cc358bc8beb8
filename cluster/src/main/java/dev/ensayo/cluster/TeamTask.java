package dev.ensayo.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/**
 * One of the tasks of a run whose model several workers train together. That of partition 0 makes
 * the run; the others follow it and have no result.
 */
final class TeamTask extends AbstractFunction1<Iterator<TaskOrder>, Iterator<TaskResult>>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RunTask task;

  TeamTask(RunTask task) {
    this.task = task;
  }

  @Override
  public Iterator<TaskResult> apply(Iterator<TaskOrder> orders) {
    TaskOrder order = orders.next();
    BarrierTaskContext context = BarrierTaskContext.get();
    try {
      List<TaskResult> result =
          context.partitionId() == 0 ? lead(order, context) : follow(order, context);
      return CollectionConverters.asScala(result.iterator());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<TaskResult> lead(TaskOrder order, BarrierTaskContext context) throws IOException {
    String host = SparkEnv.get().blockManager().blockManagerId().host();
    try (WorkerSockets sockets = new WorkerSockets(host, order.workers(), context::isInterrupted)) {
      String[] unused = context.allGather(sockets.invitation());
      return List.of(task.call(order, sockets));
    }
  }

  private static List<TaskResult> follow(TaskOrder order, BarrierTaskContext context)
      throws IOException {
    String invitation = context.allGather("")[0];
    WorkerSockets.follow(
        invitation, RunTask.worker(), order.run(), context.partitionId(), context::isInterrupted);
    return List.of();
  }
}
