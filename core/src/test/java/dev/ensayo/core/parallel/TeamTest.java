package dev.ensayo.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TeamTest {
  private static final int WORKERS = 5;
  private static final int TURNS = 12;

  /** Adds a number of its own to its parameter with each batch, after a while. */
  private static class Adding implements Replica {
    private final int rank;
    private final int slowest;
    private float parameter;

    Adding(int rank, int slowest) {
      this.rank = rank;
      this.slowest = slowest;
    }

    @Override
    public int parameterCount() {
      return 1;
    }

    @Override
    public float[] parameters() {
      return new float[] {parameter};
    }

    @Override
    public void setParameters(float[] parameters) {
      parameter = parameters[0];
    }

    @Override
    public double[] learn(BatchPlace place) {
      try {
        Thread.sleep(rank == slowest ? 5 : 0);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      parameter += 1 / (3f + rank + place.number());
      return new double[] {rank, place.number()};
    }

    @Override
    public double give(float[] values) {
      values[0] = parameter;
      return 1 + rank;
    }

    @Override
    public float[] combine(float[] mean) {
      parameter = mean[0];
      return mean.clone();
    }

    @Override
    public void goOn(float[] parameters) {
      parameter = parameters[0];
    }

    @Override
    public void saveState(StateWriter out) throws IOException {
      out.writeFloat(parameter);
    }

    @Override
    public void loadState(StateReader in) throws IOException {
      parameter = in.readFloat();
    }

    @Override
    public void close() {}
  }

  private static DataParallelism settings(int every) {
    return Settings.of(
        DataParallelism.class,
        "{workers: " + WORKERS + ", combine: parameter-averaging, every: " + every + "}");
  }

  private static List<BatchPlace> places(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(i -> BatchPlace.of(0, i)).toList();
  }

  private static float learned(int slowest) {
    Adding lead = new Adding(0, slowest);
    List<Integer> ranks = new ArrayList<>();
    try (Team team =
        new Team(lead, settings(2), Workers.IN_THREADS, rank -> new Adding(rank, slowest))) {
      for (int turn = 0; turn < TURNS; turn++) {
        team.learn(places(turn * WORKERS, 2), told -> ranks.add((int) told[0]));
        assertThat(team.left()).isEqualTo(WORKERS - 2);
        team.learn(places(turn * WORKERS + 2, WORKERS - 2), told -> ranks.add((int) told[0]));
      }
      assertThat(team.rounds()).isEqualTo(TURNS / 2);
    }
    assertThat(ranks.subList(0, WORKERS)).containsExactly(0, 1, 2, 3, 4);
    assertThat(ranks).hasSize(TURNS * WORKERS);
    return lead.parameter;
  }

  @Test
  void itDoesNotMatterWhoIsSlow() {
    float first = learned(0);
    for (int slowest = 1; slowest < WORKERS; slowest++) {
      assertThat(learned(slowest)).isEqualTo(first);
    }
  }

  @Test
  void whatOneCannotDoEndsAll() {
    Team team =
        new Team(
            new Adding(0, 0),
            settings(1),
            Workers.IN_THREADS,
            rank ->
                new Adding(rank, 0) {
                  @Override
                  public double[] learn(BatchPlace place) {
                    if (rank == 3 && place.number() > WORKERS) {
                      throw new IllegalStateException("worker 3 cannot");
                    }
                    return super.learn(place);
                  }
                });
    team.learn(places(0, WORKERS), told -> {});
    assertThatThrownBy(() -> team.learn(places(WORKERS, WORKERS), told -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("worker 3 cannot");
    team.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("worker "));
  }

  @Test
  void whoCannotBeginIsTold() {
    Team team =
        new Team(
            new Adding(0, 0),
            settings(1),
            Workers.IN_THREADS,
            rank -> {
              throw new IllegalArgumentException("no memory for " + rank);
            });
    assertThatThrownBy(() -> team.learn(places(0, WORKERS), told -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no memory for 1");
    team.close();
  }

  /** In the middle of a round, whose mean is seen and taken back. */
  @Test
  void sharingChangesNobody() {
    Adding plain = new Adding(0, 0);
    Adding shared = new Adding(0, 0);
    try (Team first = new Team(plain, settings(2), Workers.IN_THREADS, rank -> new Adding(rank, 0));
        Team second =
            new Team(shared, settings(2), Workers.IN_THREADS, rank -> new Adding(rank, 0))) {
      for (Team team : List.of(first, second)) {
        team.learn(places(0, WORKERS), told -> {});
      }
      second.share();
      assertThat(shared.parameter).isNotEqualTo(plain.parameter);
      for (Team team : List.of(first, second)) {
        team.learn(places(WORKERS, WORKERS), told -> {});
      }
      assertThat(shared.parameter).isEqualTo(plain.parameter);
    }
  }
}
