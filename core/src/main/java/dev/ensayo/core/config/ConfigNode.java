package dev.ensayo.core.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A piece of configuration as it was written, with the place where it was written. */
public sealed interface ConfigNode {
  /** The line of its key, or of the item itself in a list. */
  Origin origin();

  /** What it is, for messages. */
  String describe();

  /**
   * A text, number or flag, not yet interpreted; {@code text} is empty for {@code null} and {@code
   * isNull} then true.
   */
  record Scalar(Origin origin, String text, boolean isNull) implements ConfigNode {
    public static Scalar of(Origin origin, String text) {
      return new Scalar(origin, text, false);
    }

    @Override
    public String describe() {
      return isNull ? "nothing" : "'" + text + "'";
    }
  }

  /** A list. */
  record Sequence(Origin origin, ImmutableList<ConfigNode> items) implements ConfigNode {
    @Override
    public String describe() {
      return "a list of " + items.size();
    }
  }

  /** Keys with values, in the order written. */
  record Mapping(Origin origin, ImmutableMap<String, ConfigNode> entries) implements ConfigNode {
    public static Mapping empty(Origin origin) {
      return new Mapping(origin, ImmutableMap.of());
    }

    public Optional<ConfigNode> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    /** The same without those keys. */
    public Mapping without(String... keys) {
      Map<String, ConfigNode> rest = new LinkedHashMap<>(entries);
      for (String key : keys) {
        rest.remove(key);
      }
      return new Mapping(origin, ImmutableMap.copyOf(rest));
    }

    /** The same with one key set, in its old place or at the end. */
    public Mapping with(String key, ConfigNode value) {
      Map<String, ConfigNode> changed = new LinkedHashMap<>(entries);
      changed.put(key, value);
      return new Mapping(origin, ImmutableMap.copyOf(changed));
    }

    /**
     * The same with the value at a dotted path set; mappings on the way are made where they are
     * missing, a scalar on the way becomes the {@code type} of a mapping (as {@code updater: adam}
     * means {@code updater: {type: adam}}).
     *
     * @param path such as {@code agent.replay.capacity}
     */
    public Mapping withPath(String path, ConfigNode value) {
      return withPath(path, 0, value);
    }

    /** Sets what the path names from {@code start} on; the whole path is for messages. */
    private Mapping withPath(String path, int start, ConfigNode value) {
      int dot = path.indexOf('.', start);
      if (dot < 0) {
        return with(path.substring(start), value);
      }
      String head = path.substring(start, dot);
      ConfigNode below = entries.get(head);
      Mapping inner;
      if (below instanceof Mapping mapping) {
        inner = mapping;
      } else if (below instanceof Sequence) {
        throw new ConfigException(
            new Problem(value.origin(), path, head + " is a list; set it as a whole"));
      } else if (below instanceof Scalar scalar && !scalar.isNull()) {
        inner = empty(scalar.origin()).with("type", scalar);
      } else {
        inner = empty(value.origin());
      }
      return with(head, inner.withPath(path, dot + 1, value));
    }

    /** The same with several dotted paths set, one after the other. */
    public Mapping withPaths(Map<String, ConfigNode> changes) {
      Mapping changed = this;
      for (Map.Entry<String, ConfigNode> change : changes.entrySet()) {
        changed = changed.withPath(change.getKey(), change.getValue());
      }
      return changed;
    }

    @Override
    public String describe() {
      return "a mapping with the keys " + entries.keySet();
    }
  }
}
