package dev.ensayo.benchmarks.suite;

import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All values measured so far, in the order of their first appearance. */
final class Measurements {
  private final ListMultimap<Figure, Double> values = LinkedListMultimap.create();

  void add(ListMultimap<Figure, Double> measured) {
    values.putAll(measured);
  }

  Set<Figure> figures() {
    return values.keySet();
  }

  Spread spread(Figure figure) {
    return Spread.of(values.get(figure));
  }

  /** The values of a row, if it was measured. */
  Optional<Spread> spread(String workload, String engine) {
    return figure(workload, engine).map(this::spread);
  }

  /**
   * Quotients of two rows, round by round, so that a round in which the machine was busy with other
   * things slows both sides down; empty unless both were measured in every round.
   */
  Optional<Spread> quotient(
      String workload, String engine, String otherWorkload, String otherEngine) {
    return quotient(figure(workload, engine), figure(otherWorkload, otherEngine));
  }

  /** Quotients of two engines' rows of one workload and so many threads, round by round. */
  Optional<Spread> quotient(String workload, String engine, String otherEngine, int threads) {
    return quotient(figure(workload, engine, threads), figure(workload, otherEngine, threads));
  }

  /** Quotients of two rows, round by round. */
  Optional<Spread> quotient(Figure numerator, Figure denominator) {
    return quotient(
        Optional.of(numerator).filter(values::containsKey),
        Optional.of(denominator).filter(values::containsKey));
  }

  private Optional<Spread> quotient(Optional<Figure> numerator, Optional<Figure> denominator) {
    if (numerator.isEmpty() || denominator.isEmpty()) {
      return Optional.empty();
    }
    List<Double> above = values.get(numerator.get());
    List<Double> below = values.get(denominator.get());
    if (above.size() != below.size()) {
      return Optional.empty();
    }
    List<Double> quotients = new ArrayList<>();
    for (int i = 0; i < above.size(); i++) {
      quotients.add(above.get(i) / below.get(i));
    }
    return Optional.of(Spread.of(quotients));
  }

  private Optional<Figure> figure(String workload, String engine) {
    return values.keySet().stream()
        .filter(figure -> figure.workload().equals(workload) && figure.engine().equals(engine))
        .findFirst();
  }

  private Optional<Figure> figure(String workload, String engine, int threads) {
    return values.keySet().stream()
        .filter(figure -> figure.workload().equals(workload))
        .filter(figure -> figure.engine().equals(engine) && figure.threads() == threads)
        .findFirst();
  }
}
