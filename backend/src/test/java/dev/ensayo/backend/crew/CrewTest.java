package dev.ensayo.backend.crew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrewTest {
  @AfterEach
  void backToOneThread() {
    Crew.setThreads(1);
  }

  /** Through waking, sleeping and changing numbers of threads. */
  @Test
  void doesEveryPieceOnce() throws InterruptedException {
    for (int threads : new int[] {1, 2, 3, 2, 4}) {
      Crew.setThreads(threads);
      for (int round = 0; round < 2_000; round++) {
        int count = 1 + round % 37;
        AtomicIntegerArray times = new AtomicIntegerArray(count);
        Crew.shared().run((piece, worker) -> times.incrementAndGet(piece), count);
        for (int i = 0; i < count; i++) {
          assertThat(times.get(i)).isEqualTo(1);
        }
        if (round % 500 == 0) {
          Thread.sleep(3); // the members fall asleep
        }
      }
    }
  }

  @Test
  void workersAreNumbered() {
    Crew.setThreads(3);
    AtomicIntegerArray seen = new AtomicIntegerArray(3);
    Crew.shared()
        .run(
            (piece, worker) -> {
              seen.incrementAndGet(worker);
              long until = System.nanoTime() + 100_000;
              while (System.nanoTime() < until) {
                Thread.onSpinWait();
              }
            },
            200);
    assertThat(seen.get(0)).isPositive();
    assertThat(seen.get(0) + seen.get(1) + seen.get(2)).isEqualTo(200);
  }

  /** A second thread that finds the crew at work does its pieces alone. */
  @Test
  void workWithinWorkIsDoneByTheCaller() {
    Crew.setThreads(2);
    AtomicInteger inner = new AtomicInteger();
    Crew.shared()
        .run(
            (piece, worker) ->
                Crew.shared()
                    .run(
                        (innerPiece, innerWorker) -> {
                          assertThat(innerWorker).isZero();
                          inner.incrementAndGet();
                        },
                        5),
            4);
    assertThat(inner).hasValue(20);
  }

  @Test
  void failuresReachTheCaller() {
    Crew.setThreads(2);
    assertThatThrownBy(
            () ->
                Crew.shared()
                    .run(
                        (piece, worker) -> {
                          throw new IllegalArgumentException("piece " + piece);
                        },
                        8))
        .rootCause()
        .hasMessageStartingWith("piece ");
    AtomicInteger done = new AtomicInteger();
    Crew.shared().run((piece, worker) -> done.incrementAndGet(), 8);
    assertThat(done).hasValue(8);
  }
}
