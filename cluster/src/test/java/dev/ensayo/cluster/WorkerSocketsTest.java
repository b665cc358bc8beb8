package dev.ensayo.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.parallel.WorkerLostException;
import dev.ensayo.experiments.launch.RunOrder;
import dev.ensayo.experiments.launch.RunWorker;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkerSocketsTest {
  private static final RunOrder ORDER =
      new RunOrder("study: none", "run", "run", "provenance", 0, false, 1, false, 1, 1);

  private final RunWorker worker = RunWorker.ofClassPath();

  private void follow(String invitation) throws IOException {
    WorkerSockets.follow(invitation, worker, ORDER, 1, () -> false);
  }

  /** Who leads may have found the run complete, or have failed at once, before others come. */
  @Test
  void whoComesTooLateGoesHome() throws IOException {
    String invitation;
    try (WorkerSockets sockets = new WorkerSockets("127.0.0.1", 1, () -> false)) {
      invitation = sockets.invitation();
    }
    assertThatCode(() -> follow(invitation)).doesNotThrowAnyException();
  }

  @Test
  void whoIsWaitingWhenTheLeaderEndsGoesHome() throws Exception {
    CompletableFuture<Void> following;
    try (WorkerSockets sockets = new WorkerSockets("127.0.0.1", 1, () -> false)) {
      String invitation = sockets.invitation();
      following =
          CompletableFuture.runAsync(
              () -> assertThatCode(() -> follow(invitation)).doesNotThrowAnyException());
      Thread.sleep(200);
    }
    following.get(60, TimeUnit.SECONDS);
  }

  @Test
  void whoDoesNotKnowTheWordIsNotMet() throws Exception {
    WorkerSockets sockets = new WorkerSockets("127.0.0.1", 1, () -> false);
    String[] parts = sockets.invitation().split(" ", -1);
    CompletableFuture<Void> stranger =
        CompletableFuture.runAsync(
            () ->
                assertThatCode(() -> follow(parts[0] + " " + "x".repeat(36) + " " + parts[2]))
                    .doesNotThrowAnyException());
    CompletableFuture<Void> leader =
        CompletableFuture.runAsync(
            () ->
                assertThatThrownBy(() -> sockets.start(1, null))
                    .isInstanceOf(WorkerLostException.class));
    stranger.get(60, TimeUnit.SECONDS);
    sockets.close();
    leader.get(60, TimeUnit.SECONDS);
  }
}
