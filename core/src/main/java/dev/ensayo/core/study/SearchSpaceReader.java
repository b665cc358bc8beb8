package dev.ensayo.core.study;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.search.SearchAxis;
import dev.ensayo.core.search.SearchRange;
import dev.ensayo.core.search.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code space} of a search: settings with lists or ranges of values. */
final class SearchSpaceReader {
  private final String key;
  private final List<Problem> problems;
  private final WrittenChanges changes;

  /**
   * @param key that the space belongs to, for messages
   * @param problems what is wrong goes here
   */
  SearchSpaceReader(String key, List<Problem> problems) {
    this.key = key;
    this.problems = problems;
    this.changes = new WrittenChanges(problems);
  }

  /** Empty if something is wrong. */
  Optional<SearchSpace> read(ConfigNode.Mapping mapping) {
    ConfigNode written = mapping.get(SearchReader.SPACE).orElse(null);
    String path = key + "." + SearchReader.SPACE;
    if (written == null) {
      problem(mapping, path, "is missing; it names settings and what is tried of each");
      return Optional.empty();
    }
    if (!(written instanceof ConfigNode.Mapping axes) || axes.entries().isEmpty()) {
      problem(
          written,
          path,
          "expected settings and what is tried of each, like {agent.learningRate: {from: 1e-4, to:"
              + " 1e-1, scale: log}, agent.hiddenUnits: [[16], [64]]}, found "
              + (written instanceof ConfigNode.Mapping ? "no setting" : written.describe()));
      return Optional.empty();
    }
    int before = problems.size();
    changes.check(path, axes.entries());
    Map<String, SearchAxis> read = new LinkedHashMap<>();
    axes.entries()
        .forEach(
            (name, node) -> axis(path + "." + name, node).ifPresent(axis -> read.put(name, axis)));
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(new SearchSpace(ImmutableMap.copyOf(read)));
  }

  private Optional<SearchAxis> axis(String path, ConfigNode node) {
    if (node instanceof ConfigNode.Sequence values) {
      long different = values.items().stream().map(InlineYaml::of).distinct().count();
      if (different < 2) {
        problem(
            node,
            path,
            (different == 0 ? "no value is" : "a single value is")
                + " nothing to search; list at least two, or write it where it belongs");
        return Optional.empty();
      }
      if (different < values.items().size()) {
        problem(node, path, "lists a value twice");
        return Optional.empty();
      }
      return Optional.of(SearchAxis.of(values));
    }
    if (node instanceof ConfigNode.Mapping range) {
      try {
        return Optional.of(
            SearchAxis.of(node.origin(), ConfigBinder.bind(range, path, SearchRange.class)));
      } catch (ConfigException e) {
        problems.addAll(e.problems());
        return Optional.empty();
      }
    }
    problem(
        node,
        path,
        "expected a list of values, or a range like {from: 1e-4, to: 1e-1, scale: log}, found "
            + node.describe());
    return Optional.empty();
  }

  private void problem(ConfigNode at, String path, String message) {
    problems.add(new Problem(at.origin(), path, message));
  }
}
