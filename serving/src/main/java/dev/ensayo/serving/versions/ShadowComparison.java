package dev.ensayo.serving.versions;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.serving.protocol.Datatype;
import dev.ensayo.serving.protocol.InferenceRequest;
import dev.ensayo.serving.protocol.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How what shadows would have answered differs from what was answered. A shadow never delays an
 * answer: where its queue is full, the request is left out and counted. Thread-safe.
 */
public final class ShadowComparison {
  /** A shadow and the version that answered. */
  public record Pair(String model, String answering, String shadow) {}

  /**
   * What was compared.
   *
   * @param rows whose outputs were compared
   * @param differing of them, those of which a text or whole number differs
   * @param largest difference of a number
   * @param leftOut requests that the shadow did not answer
   */
  public record Counts(long rows, long differing, double largest, long leftOut) {
    private Counts plus(Counts other) {
      return new Counts(
          rows + other.rows,
          differing + other.differing,
          Math.max(largest, other.largest),
          leftOut + other.leftOut);
    }
  }

  private final ConcurrentMap<Pair, Counts> counts = new ConcurrentHashMap<>();

  /** All that was compared. */
  public ImmutableMap<Pair, Counts> counts() {
    return ImmutableMap.copyOf(counts);
  }

  /** Asks a shadow and compares when both have answered. */
  void ask(
      ServedVersion shadow,
      ServedVersion answering,
      InferenceRequest request,
      CompletableFuture<List<Tensor>> answer) {
    Pair pair = new Pair(shadow.name(), answering.version(), shadow.version());
    CompletableFuture<List<Tensor>> shadowed;
    try {
      shadowed = shadow.submit(shadow.prepare(request), OptionalLong.empty());
    } catch (RuntimeException e) { // whatever it is, the request is answered by another
      add(pair, new Counts(0, 0, 0, 1));
      return;
    }
    answer
        .thenAcceptBoth(shadowed, (given, other) -> add(pair, compare(given, other)))
        .exceptionally(
            e -> {
              add(pair, new Counts(0, 0, 0, 1));
              return null;
            });
  }

  private void add(Pair pair, Counts more) {
    counts.merge(pair, more, Counts::plus);
  }

  private static Counts compare(List<Tensor> given, List<Tensor> other) {
    int rows = given.isEmpty() ? 0 : given.get(0).rows();
    boolean[] differs = new boolean[rows];
    double largest = 0;
    Map<String, Tensor> others =
        other.stream().collect(ImmutableMap.toImmutableMap(Tensor::name, tensor -> tensor));
    for (Tensor tensor : given) {
      Tensor match = others.get(tensor.name());
      if (match == null || !match.shape().equals(tensor.shape())) {
        Arrays.fill(differs, true);
        continue;
      }
      for (int i = 0; i < tensor.size(); i++) {
        if (tensor.datatype().kind() == Datatype.Kind.REAL) {
          largest = Math.max(largest, Math.abs(tensor.number(i) - match.number(i)));
        } else if (!tensor.text(i).equals(match.text(i))) {
          differs[i / (tensor.size() / rows)] = true;
        }
      }
    }
    long differing = 0;
    for (boolean row : differs) {
      differing += row ? 1 : 0;
    }
    return new Counts(rows, differing, largest, 0);
  }
}
