package dev.ensayo.supervised.distributed;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.supervised.distributed.Event.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Downpour SGD (Dean et al., "Large scale distributed deep networks", 2012, section 4.1 and
 * algorithm 7.1 of its appendix): a server holds the shared parameters and takes a step whenever a
 * worker's gradients come in. A worker pushes the sum of its gradients every n_push batches and
 * fetches the parameters every n_fetch; in between it takes the steps of its gradients on its own
 * copy. With both at 1 it is asynchronous SGD.
 *
 * <p>A push holds nobody up; for a fetch the worker waits. A fetch that is due together with a push
 * is the answer to it.
 */
final class ParameterServer implements Cooperation {
  private static final float[] NOTHING = {};

  private final Model shared;
  private final List<Worker> workers;
  private final Distribution distribution;
  private final double message;
  private final double latency;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final float[] gradient;
  private final float[][] accrued;
  private final int[] sincePush;
  private final int[] sinceFetch;
  private final long[] basis;
  private double now;
  private long begun;
  private long steps;
  private long pushes;
  private long staleSteps;

  /**
   * @param message how long all parameters take one way (s)
   * @param latency how long an empty message takes (s)
   */
  ParameterServer(
      Model shared,
      List<Worker> workers,
      Distribution distribution,
      double message,
      double latency) {
    this.shared = shared;
    this.workers = workers;
    this.distribution = distribution;
    this.message = message;
    this.latency = latency;
    this.gradient = new float[shared.parameterCount()];
    this.accrued = new float[workers.size()][shared.parameterCount()];
    this.sincePush = new int[workers.size()];
    this.sinceFetch = new int[workers.size()];
    this.basis = new long[workers.size()];
    for (int i = 0; i < workers.size(); i++) {
      compute(i, 0);
    }
  }

  @Override
  public void fit(float[] inputs, float[] targets, float[] weights, int batch, FitResult result) {
    settle();
    Event computed = events.remove();
    now = computed.seconds();
    int worker = computed.worker();
    workers.get(worker).model().computeGradient(inputs, targets, weights, batch, result, gradient);
    computed(worker);
    while (!events.isEmpty() && events.peek().seconds() == now && isAtServer(events.peek())) {
      serve(events.remove());
    }
  }

  /** All that happens before the next gradient is computed. */
  private void settle() {
    while (isAtServer(events.peek())) {
      serve(events.remove());
    }
  }

  private static boolean isAtServer(Event event) {
    return event.kind() != Kind.COMPUTED;
  }

  private void computed(int worker) {
    float[] sum = accrued[worker];
    for (int i = 0; i < sum.length; i++) {
      sum[i] += gradient[i];
    }
    sincePush[worker]++;
    sinceFetch[worker]++;
    boolean pushes = sincePush[worker] == distribution.pushEvery();
    boolean fetches = sinceFetch[worker] == distribution.fetchEvery();
    if (pushes) {
      begin(now + message, worker, Kind.PUSHED, fetches, sum.clone());
      Arrays.fill(sum, 0);
      sincePush[worker] = 0;
    }
    if (!fetches) {
      workers.get(worker).model().applyGradient(gradient);
      compute(worker, now);
    } else {
      sinceFetch[worker] = 0;
      workers.get(worker).sends(now, now + (pushes ? message : latency) + message);
      if (!pushes) {
        begin(now + latency, worker, Kind.ASKED, true, NOTHING);
      }
    }
  }

  private void serve(Event event) {
    now = event.seconds();
    int worker = event.worker();
    if (event.kind() == Kind.PUSHED) {
      shared.applyGradient(event.gradient());
      staleSteps += steps - event.basis();
      pushes++;
      steps++;
    }
    if (event.answered()) {
      workers.get(worker).model().copyParametersFrom(shared);
      basis[worker] = steps;
      compute(worker, now + message);
    }
  }

  private void compute(int worker, double from) {
    begin(workers.get(worker).batch(from), worker, Kind.COMPUTED, false, NOTHING);
  }

  private void begin(double seconds, int worker, Kind kind, boolean answered, float[] sum) {
    events.add(new Event(seconds, worker, begun++, kind, answered, basis[worker], sum));
  }

  @Override
  public double seconds() {
    return now;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public double staleness() {
    return pushes == 0 ? 0 : (double) staleSteps / pushes;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("server");
    out.writeDouble(now);
    out.writeLong(begun);
    out.writeLong(steps);
    out.writeLong(pushes);
    out.writeLong(staleSteps);
    out.writeInts(sincePush);
    out.writeInts(sinceFetch);
    out.writeLongs(basis);
    for (float[] sum : accrued) {
      out.writeFloats(sum);
    }
    List<Event> waiting = events.stream().sorted().toList();
    out.writeInt(waiting.size());
    for (Event event : waiting) {
      event.write(out);
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("server");
    now = in.readDouble();
    begun = in.readLong();
    steps = in.readLong();
    pushes = in.readLong();
    staleSteps = in.readLong();
    in.readInts(sincePush);
    in.readInts(sinceFetch);
    in.readLongs(basis);
    for (float[] sum : accrued) {
      in.readFloats(sum);
    }
    events.clear();
    int waiting = in.readInt();
    for (int i = 0; i < waiting; i++) {
      events.add(Event.read(in));
    }
  }
}
