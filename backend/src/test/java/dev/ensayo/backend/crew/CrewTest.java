package dev.ensayo.backend.crew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CrewTest {
  @AfterEach
  void backToOneThread() {
    Crew.setThreads(1);
  }

  /** Through waking and sleeping. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void doesEveryPieceOnce(int threads) throws InterruptedException {
    try (Crew crew = new Crew(threads)) {
      for (int round = 0; round < 2_000; round++) {
        int count = 1 + round % 37;
        AtomicIntegerArray times = new AtomicIntegerArray(count);
        crew.run((piece, worker) -> times.incrementAndGet(piece), count);
        for (int i = 0; i < count; i++) {
          assertThat(times.get(i)).isEqualTo(1);
        }
        if (round % 500 == 0) {
          Thread.sleep(3); // the members fall asleep
        }
      }
    }
  }

  /** A piece that takes longer than the caller looks on. */
  @Test
  void callersSleepUntilALongPieceIsDone() {
    try (Crew crew = new Crew(2)) {
      AtomicIntegerArray times = new AtomicIntegerArray(2);
      CountDownLatch both = new CountDownLatch(2);
      crew.run(
          (piece, worker) -> {
            both.countDown();
            awaitUninterrupted(both); // each has one
            if (worker == 1) {
              spin(20_000_000);
            }
            times.incrementAndGet(piece);
          },
          2);
      assertThat(times.get(0)).isEqualTo(1);
      assertThat(times.get(1)).isEqualTo(1);
    }
  }

  @Test
  void anInterruptedCallerWaitsAndStaysInterrupted() {
    try (Crew crew = new Crew(2)) {
      CountDownLatch both = new CountDownLatch(2);
      AtomicInteger done = new AtomicInteger();
      crew.run(
          (piece, worker) -> {
            both.countDown();
            awaitUninterrupted(both);
            if (worker == 0) {
              Thread.currentThread().interrupt();
            } else {
              spin(20_000_000);
            }
            done.incrementAndGet();
          },
          2);
      assertThat(done).hasValue(2);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void spin(long nanos) {
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  @Test
  void workersAreNumbered() {
    try (Crew crew = new Crew(3)) {
      AtomicIntegerArray seen = new AtomicIntegerArray(3);
      crew.run(
          (piece, worker) -> {
            seen.incrementAndGet(worker);
            spin(100_000);
          },
          200);
      assertThat(seen.get(0)).isPositive();
      assertThat(seen.get(0) + seen.get(1) + seen.get(2)).isEqualTo(200);
    }
  }

  /** A second thread that finds the crew at work does its pieces alone. */
  @Test
  void workWithinWorkIsDoneByTheCaller() {
    try (Crew crew = new Crew(2)) {
      AtomicInteger inner = new AtomicInteger();
      crew.run(
          (piece, worker) ->
              crew.run(
                  (innerPiece, innerWorker) -> {
                    assertThat(innerWorker).isZero();
                    inner.incrementAndGet();
                  },
                  5),
          4);
      assertThat(inner).hasValue(20);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void failuresReachTheCallerAsTheyAre(int threads) {
    try (Crew crew = new Crew(threads)) {
      AtomicInteger begun = new AtomicInteger();
      assertThatThrownBy(
              () ->
                  crew.run(
                      (piece, worker) -> {
                        begun.incrementAndGet();
                        throw new IllegalArgumentException("piece " + piece);
                      },
                      1000))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("piece ");
      assertThat(begun).hasValueLessThanOrEqualTo(threads);
      AtomicInteger done = new AtomicInteger();
      crew.run((piece, worker) -> done.incrementAndGet(), 8);
      assertThat(done).hasValue(8);
    }
  }

  @Test
  void failuresOfMembersReachTheCaller() {
    try (Crew crew = new Crew(2)) {
      CountDownLatch both = new CountDownLatch(2);
      assertThatThrownBy(
              () ->
                  crew.run(
                      (piece, worker) -> {
                        both.countDown();
                        awaitUninterrupted(both);
                        if (worker == 1) {
                          throw new StackOverflowError("of a member");
                        }
                      },
                      2))
          .isExactlyInstanceOf(StackOverflowError.class)
          .hasMessage("of a member");
    }
  }

  @Test
  void closingEndsTheThreads() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    Crew crew = new Crew(3);
    crew.run(
        (piece, worker) -> {
          seen.add(Thread.currentThread());
          spin(200_000);
        },
        100);
    assertThat(seen).hasSizeGreaterThan(1);
    crew.close();
    seen.remove(Thread.currentThread());
    assertThat(seen).noneMatch(Thread::isAlive);
    AtomicInteger done = new AtomicInteger();
    crew.run((piece, worker) -> done.incrementAndGet(), 8);
    assertThat(done).as("the caller alone").hasValue(8);
  }

  @Test
  void theCrewOfTheProcessIsReplaced() {
    Crew.setThreads(3);
    Crew three = Crew.shared();
    assertThat(three.size()).isEqualTo(3);
    Crew.setThreads(3);
    assertThat(Crew.shared()).isSameAs(three);
    Crew.setThreads(2);
    assertThat(Crew.shared().size()).isEqualTo(2);
  }

  @Test
  void runningWorkAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Crew crew = new Crew(2)) {
      AtomicInteger done = new AtomicInteger();
      Crew.Work work = (piece, worker) -> done.incrementAndGet();
      crew.run(work, 4);
      threads.getCurrentThreadAllocatedBytes();
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 10_000; i++) {
        crew.run(work, 4);
      }
      // A hundredth of what a single object each time would take.
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_600);
    }
  }
}
