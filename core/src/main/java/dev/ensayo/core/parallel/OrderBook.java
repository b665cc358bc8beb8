package dev.ensayo.core.parallel;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Carries out orders with a replica, in the thread that made it. */
final class OrderBook {
  private final Replica replica;
  private final float[] values;

  OrderBook(Replica replica) {
    this.replica = replica;
    this.values = new float[replica.parameterCount()];
  }

  /** The answer; null where the order has none. */
  WorkerAnswer carryOut(WorkerOrder order) {
    try {
      if (order instanceof WorkerOrder.Learn learn) {
        double[] told = replica.learn(learn.place());
        return learn.gives()
            ? given(told)
            : new WorkerAnswer(
                told, Double.NaN, WorkerAnswer.NOTHING_GIVEN, WorkerAnswer.NOTHING_SAVED);
      } else if (order instanceof WorkerOrder.Give) {
        return given(WorkerAnswer.NOTHING_TOLD);
      } else if (order instanceof WorkerOrder.GoOn from) {
        replica.goOn(from.parameters());
      } else if (order instanceof WorkerOrder.Load load) {
        replica.loadState(new StateReader(new ByteArrayInputStream(load.state())));
      } else if (order instanceof WorkerOrder.Save) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateWriter writer = new StateWriter(bytes);
        replica.saveState(writer);
        writer.flush();
        return WorkerAnswer.saved(bytes.toByteArray());
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of a state that does not fit
    }
  }

  private WorkerAnswer given(double[] told) {
    return new WorkerAnswer(told, replica.give(values), values, WorkerAnswer.NOTHING_SAVED);
  }
}
