package dev.ensayo.core.environment;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * What a wrapper learned of the process while it was trained in, such as the means of a normalizer:
 * without it a policy sees other observations than it has learned from.
 *
 * @param wrapper its type, as a study names it
 * @param numbers what it learned, by name; finite
 */
public record WrapperState(String wrapper, Map<String, List<Double>> numbers) {
  public WrapperState {
    ImmutableMap.Builder<String, List<Double>> copy = ImmutableMap.builder();
    numbers.forEach(
        (name, values) -> {
          checkArgument(
              values.stream().allMatch(Double::isFinite), "%s of %s is not finite", name, wrapper);
          copy.put(name, ImmutableList.copyOf(values));
        });
    numbers = copy.buildOrThrow();
  }

  /**
   * Numbers that must be there.
   *
   * @param count how many
   * @throws IllegalArgumentException if they are not, with what is there
   */
  public double[] get(String name, int count) {
    List<Double> values = numbers.getOrDefault(name, List.of());
    checkArgument(
        values.size() == count,
        "%s holds %s numbers of %s, and this one needs %s",
        wrapper,
        values.size(),
        name,
        count);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
