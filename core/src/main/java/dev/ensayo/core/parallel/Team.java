package dev.ensayo.core.parallel;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The workers of one model, as the one of rank 0 sees them, who leads. They take turns at the
 * batches; in a turn those who have one learn side by side. When each has had its batches of a
 * round, all give what they have, and go on from the mean.
 *
 * <p>The mean is Σ w·v / Σ w, summed in double precision in the order of the ranks and rounded
 * once: whoever is faster, and wherever the workers are, it has the same bits.
 */
public final class Team implements Stateful, AutoCloseable {
  private final Replica lead;
  private final DataParallelism settings;
  private final Workers source;
  private final ReplicaFactory replicas;
  private final float[] values;
  private final double[] sum;
  private ImmutableList<WorkerLink> others;
  private float[] aside;
  private long turn;
  private long rounds;

  /**
   * @param lead replica of rank 0, now owned by this
   * @param source gives the other workers, when they are needed first
   * @param replicas makes their replicas where they are made here
   */
  public Team(Replica lead, DataParallelism settings, Workers source, ReplicaFactory replicas) {
    this.lead = lead;
    this.settings = settings;
    this.source = source;
    this.replicas = replicas;
    this.values = new float[lead.parameterCount()];
    this.sum = new double[values.length];
  }

  /** How many workers have no batch yet in the turn that is under way; at least 1. */
  public int left() {
    return settings.workers() - (int) (turn % settings.workers());
  }

  /** Times that all met. */
  public long rounds() {
    return rounds;
  }

  /**
   * Has the next workers learn, each from one batch, side by side.
   *
   * @param places of their batches, at least one and at most {@link #left}
   * @param told receives what each tells of its batch, in the order of the batches
   */
  public void learn(List<BatchPlace> places, Consumer<double[]> told) {
    begin();
    endSharing();
    int first = (int) (turn % settings.workers());
    boolean meets = turn + places.size() == (long) settings.workers() * settings.every();
    for (int i = 0; i < places.size(); i++) {
      if (first + i > 0) {
        link(first + i).send(new WorkerOrder.Learn(places.get(i), meets));
      }
    }
    for (int rank = 1; rank < first && meets; rank++) {
      link(rank).send(new WorkerOrder.Give()); // whose batch was dealt before
    }
    double[] own = first == 0 ? lead.learn(places.get(0)) : null;
    turn += places.size();
    if (meets) {
      Arrays.fill(sum, 0);
      double weight = 0;
      for (int rank = 0; rank < settings.workers(); rank++) {
        double[] tells = own;
        double counts;
        if (rank == 0) {
          counts = lead.give(values);
          add(values, counts);
        } else {
          WorkerAnswer answer = link(rank).receive();
          tells = answer.told();
          counts = answer.weight();
          add(answer.values(), counts);
        }
        weight += counts;
        if (rank >= first) {
          told.accept(tells);
        }
      }
      meet(weight);
    } else {
      for (int i = 0; i < places.size(); i++) {
        told.accept(first + i == 0 ? own : link(first + i).receive().told());
      }
    }
  }

  private WorkerLink link(int rank) {
    return others.get(rank - 1);
  }

  private void add(float[] given, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += given[i] * weight;
    }
  }

  private void mean(double weight) {
    for (int i = 0; i < sum.length; i++) {
      values[i] = weight == 0 ? 0 : (float) (sum[i] / weight);
    }
  }

  private void meet(double weight) {
    mean(weight);
    float[] parameters = lead.combine(values);
    for (WorkerLink link : others) {
      link.send(new WorkerOrder.GoOn(parameters));
    }
    turn = 0;
    rounds++;
  }

  /**
   * Gives the leading replica, until it learns again or is saved, the parameters that all would go
   * on from if they met now. That changes none of the workers.
   */
  public void share() {
    if (turn == 0 || settings.sendsGradients() || aside != null) {
      return;
    }
    begin();
    others.forEach(link -> link.send(new WorkerOrder.Give()));
    Arrays.fill(sum, 0);
    double weight = lead.give(values);
    add(values, weight);
    for (WorkerLink link : others) {
      WorkerAnswer answer = link.receive();
      add(answer.values(), answer.weight());
      weight += answer.weight();
    }
    mean(weight);
    aside = lead.parameters();
    lead.setParameters(values);
  }

  /** Gives the leading replica its own parameters back. */
  public void endSharing() {
    if (aside != null) {
      lead.setParameters(aside);
      aside = null;
    }
  }

  /** All start from the parameters of the one who leads. */
  private void begin() {
    if (others == null) {
      others = source.start(settings.workers() - 1, replicas);
      float[] parameters = lead.parameters();
      for (WorkerLink link : others) {
        link.send(new WorkerOrder.GoOn(parameters));
      }
    }
  }

  /** The state of all, wherever they are. */
  @Override
  public void saveState(StateWriter out) throws IOException {
    endSharing();
    out.section("team");
    out.writeLong(turn);
    out.writeLong(rounds);
    lead.saveState(out);
    out.writeBoolean(others != null);
    if (others != null) {
      others.forEach(link -> link.send(new WorkerOrder.Save()));
      for (WorkerLink link : others) {
        out.writeBytes(link.receive().state());
      }
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("team");
    aside = null;
    turn = in.readLong();
    rounds = in.readLong();
    lead.loadState(in);
    if (in.readBoolean()) {
      begin();
      for (WorkerLink link : others) {
        link.send(new WorkerOrder.Load(in.readBytes()));
      }
    }
  }

  @Override
  public void close() {
    if (others != null) {
      others.forEach(WorkerLink::close);
    }
    lead.close();
  }
}
