package dev.ensayo.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

  /** Workers of whom each is at the other end of a connection. */
  private static Workers connected(List<Socket> connections) {
    return (count, replicas) -> {
      ImmutableList.Builder<WorkerLink> links = ImmutableList.builder();
      try (ServerSocket server = new ServerSocket(0, count, InetAddress.getLoopbackAddress())) {
        for (int rank = 1; rank <= count; rank++) {
          int own = rank;
          Socket there = new Socket(server.getInetAddress(), server.getLocalPort());
          Socket here = server.accept();
          connections.add(there);
          Thread worker = new Thread(() -> serve(own, there, replicas), "connected " + rank);
          worker.start();
          links.add(new StreamLink(rank, here.getInputStream(), here.getOutputStream(), here));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return links.build();
    };
  }

  private static void serve(int rank, Socket connection, ReplicaFactory replicas) {
    try (connection) {
      StreamWorker.serve(
          rank, connection.getInputStream(), connection.getOutputStream(), () -> replicas.of(rank));
    } catch (IOException e) {
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  void aConnectionChangesNoBit() throws IOException {
    Adding near = new Adding(0, 0);
    Adding far = new Adding(0, 0);
    List<Double> told = new ArrayList<>();
    try (Team threads =
            new Team(near, settings(2), Workers.IN_THREADS, rank -> new Adding(rank, 0));
        Team team =
            new Team(far, settings(2), connected(new ArrayList<>()), rank -> new Adding(rank, 0))) {
      for (int turn = 0; turn < 3; turn++) {
        threads.learn(places(turn * WORKERS, WORKERS), numbers -> {});
        team.learn(places(turn * WORKERS, WORKERS), numbers -> told.add(numbers[1]));
      }
      assertThat(told).hasSize(3 * WORKERS).startsWith(0.0, 1.0, 2.0, 3.0, 4.0);
      threads.share();
      team.share();
      assertThat(far.parameter).isEqualTo(near.parameter);
      assertThat(saved(team)).isEqualTo(saved(threads));
      Adding other = new Adding(0, 0);
      try (Team restored =
          new Team(other, settings(2), connected(new ArrayList<>()), rank -> new Adding(rank, 0))) {
        restored.loadState(new StateReader(new ByteArrayInputStream(saved(team))));
        for (Team each : List.of(threads, restored)) {
          each.learn(places(3 * WORKERS, WORKERS), numbers -> {});
        }
        assertThat(other.parameter).isEqualTo(near.parameter);
      }
    }
  }

  private static byte[] saved(Team team) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter writer = new StateWriter(bytes);
    team.saveState(writer);
    writer.flush();
    return bytes.toByteArray();
  }

  @Test
  void whoIsGoneIsLostAndWhoFailsSaysWhy() throws IOException {
    List<Socket> connections = new ArrayList<>();
    try (Team team =
        new Team(
            new Adding(0, 0), settings(1), connected(connections), rank -> new Adding(rank, 0))) {
      team.learn(places(0, WORKERS), told -> {});
      connections.get(2).close();
      assertThatThrownBy(() -> team.learn(places(WORKERS, WORKERS), told -> {}))
          .isInstanceOf(WorkerLostException.class)
          .hasMessageStartingWith("worker 3 was lost");
    }
    ReplicaFactory failing =
        rank -> {
          throw new IllegalStateException("no data here");
        };
    try (Team team =
        new Team(new Adding(0, 0), settings(1), connected(new ArrayList<>()), failing)) {
      assertThatThrownBy(() -> team.learn(places(0, WORKERS), told -> {}))
          .isInstanceOf(WorkerFailedException.class)
          .hasMessage("worker 1: no data here");
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
    try (Team first =
            new Team(plain, settings(2), Workers.IN_THREADS, rank -> new Adding(rank, 0));
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
