package dev.ensayo.serving.versions;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Which versions of a name answer, and how many of its requests each.
 *
 * @param weights of the versions that answer, at least one, each above 0, in their order
 * @param shadow a version that is asked as well and never answers
 */
public record Traffic(Map<String, Integer> weights, Optional<String> shadow) {
  public Traffic {
    if (weights.isEmpty() || weights.values().stream().anyMatch(weight -> weight < 1)) {
      throw new IllegalArgumentException(
          "a route has at least one version, and each a weight above 0, not " + weights);
    }
    weights = ImmutableMap.copyOf(weights);
  }

  /** All to one version. */
  public static Traffic to(String version) {
    return new Traffic(ImmutableMap.of(version, 1), Optional.empty());
  }

  /** The same with another shadow. */
  public Traffic withShadow(Optional<String> other) {
    return new Traffic(weights, other);
  }

  /**
   * The version that answers a key: the same one as long as the weights stay, and by SHA-256 each
   * by its weight.
   */
  public String pick(String key) {
    if (weights.size() == 1) {
      return weights.keySet().iterator().next();
    }
    long total = weights.values().stream().mapToLong(Integer::longValue).sum();
    long hash = Hashing.sha256().hashString(key, StandardCharsets.UTF_8).asLong();
    long point = Math.floorMod(hash, total);
    for (Map.Entry<String, Integer> weight : weights.entrySet()) {
      point -= weight.getValue();
      if (point < 0) {
        return weight.getKey();
      }
    }
    throw new IllegalStateException("weights " + weights + " do not sum up to " + total);
  }
}
