package dev.ensayo.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableListMultimap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every workload is tried, as briefly as possible, so that none of them rots. */
class CatalogTest {
  static Stream<Workload> workloads() {
    return Catalog.workloads().stream();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void workloadYieldsItsFigures(Workload workload) {
    ImmutableListMultimap<Figure, Double> values = workload.measure(Effort.TRIAL);

    assertThat(values.keySet())
        .isNotEmpty()
        .allSatisfy(
            figure -> {
              assertThat(figure.workload()).startsWith(workload.name());
              assertThat(figure.engine()).isEqualTo(workload.engine());
            });
    assertThat(values.values()).allSatisfy(value -> assertThat(value).isFinite());
    Figure main = values.keySet().iterator().next();
    assertThat(values.get(main)).allSatisfy(value -> assertThat(value).isPositive());
    if (!workload.measuredOnce()) {
      assertThat(values.asMap().values()).allSatisfy(each -> assertThat(each).hasSize(1));
    }
  }

  @ParameterizedTest
  @MethodSource("goals")
  void goalFindsItsRows(Goal goal) {
    Measurements everything = new Measurements();
    for (Workload workload : Catalog.workloads()) {
      for (String suffix : List.of("", "-processor", "-allocation", "-growth", "-resident-set")) {
        everything.add(
            ImmutableListMultimap.of(
                Figure.of(workload.name() + suffix, workload.engine(), "any"), 2.0));
      }
    }

    for (Workload workload : Word2VecComparison.all()) {
      everything.add(((Word2VecComparison) workload).figures(2));
    }

    for (LearningLoop loop : LearningLoop.values()) {
      for (String engine : List.of(Catalog.COMPILED, PeerComparison.PYTHON)) {
        everything.add(new LoopComparison(loop, engine).figures("2 2"));
      }
    }

    for (BridgeSpeed speed : BridgeSpeed.all()) {
      everything.add(speed.figures("2 2 2"));
    }

    for (LauncherSpeed speed : LauncherSpeed.all()) {
      everything.add(speed.figures(new ProcessUse(1, 1, 1, 1), new ProcessUse(2, 2, 2, 2), 1));
    }

    HttpLoad.Result load = new HttpLoad.Result(1, 1, 1, 0, new long[] {1});
    for (ServeSpeed speed : ServeSpeed.all()) {
      everything.add(speed.figures(load, 1, load));
    }
    everything.add(new ServeSoak().figures(load, load, load, 1, 100));

    for (String task : PeerComparison.tasks()) {
      for (String engine :
          List.of(
              Catalog.COMPILED,
              Catalog.DEEPLEARNING4J,
              PeerComparison.LIBTORCH,
              PeerComparison.PYTHON)) {
        for (int threads : new int[] {1, 2}) {
          everything.add(new PeerComparison(task, engine, threads).figures("2 2 100 50"));
        }
      }
    }

    assertThat(goal.value().apply(everything)).isPresent();
    assertThat(goal.value().apply(new Measurements())).isEmpty();
  }

  static Stream<Goal> goals() {
    return Goal.all().stream();
  }
}
