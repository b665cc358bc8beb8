package dev.ensayo.core.study;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import com.google.common.collect.Sets;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads a study: its own keys here; what lies below {@code environment}, {@code agent} and so on is
 * bound by {@link RunBinder}, which knows the plugins.
 */
public final class StudyReader {
  /** The sections a variant may change. */
  static final ImmutableSet<String> SECTIONS =
      ImmutableSet.of("environment", "agent", "budget", "evaluation", "log", "backend");

  private static final ImmutableSet<String> KEYS =
      ImmutableSet.<String>builder()
          .add("study", "question")
          .addAll(SECTIONS)
          .add("seeds", "variants", "grid", "report")
          .build();

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+=-]*");

  /** What else stands in the folder of a study. */
  private static final ImmutableSet<String> TAKEN =
      ImmutableSet.of("report", "study.yaml", "overrides.yaml");

  private final ConfigNode.Mapping root;
  private final List<Problem> problems = new ArrayList<>();

  private StudyReader(ConfigNode.Mapping root) {
    this.root = root;
  }

  /** Reads a file. */
  public static Study read(Path file) {
    return read(YamlReader.read(file));
  }

  /**
   * Reads a study from its tree, on which overrides may have been set.
   *
   * @throws ConfigException with all problems found
   */
  public static Study read(ConfigNode.Mapping root) {
    return new StudyReader(root).read();
  }

  private Study read() {
    root.entries()
        .forEach(
            (key, value) -> {
              if (!KEYS.contains(key)) {
                problem(value, key, "unknown key; " + NearestName.hint(key, KEYS));
              }
            });
    for (String key : List.of("study", "environment", "agent", "budget")) {
      if (!root.entries().containsKey(key)) {
        problem(root, key, "is missing; every study needs it");
      }
    }
    String name = text("study");
    String question = root.entries().containsKey("question") ? text("question") : "";
    boolean isText =
        root.entries().get("study") instanceof ConfigNode.Scalar given && !given.isNull();
    if (isText && !NAME.matcher(name).matches()) {
      problem(
          root.entries().get("study"),
          "study",
          "'" + name + "' cannot name a folder; use letters, digits and . _ + = -");
    }
    ImmutableList<Long> seeds =
        attempt(
            () -> SeedRange.read(root.get("seeds").orElse(ConfigNode.Mapping.empty(root.origin()))),
            ImmutableList.of());
    ReportSettings report =
        attempt(
            () ->
                ConfigBinder.bind(
                    root.get("report").orElse(ConfigNode.Mapping.empty(root.origin())),
                    "report",
                    ReportSettings.class),
            null);
    List<Variant> written = variants();
    Map<String, ImmutableList<ConfigNode>> grid = grid();
    ImmutableList<Variant> variants = crossed(written, grid);
    if (problems.isEmpty() && !grid.isEmpty()) {
      checkGrid(written, grid, variants);
    }
    if (report != null) {
      checkExclusions(report, variants);
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new Study(name, question, base(), variants, seeds, report);
  }

  private void checkExclusions(ReportSettings report, List<Variant> variants) {
    List<String> names = variants.stream().map(Variant::name).toList();
    ConfigNode node = mapping("report").get("exclude").orElse(root);
    for (String excluded : report.exclude()) {
      if (!names.contains(excluded)) {
        problem(
            node,
            "report.exclude",
            "no variant is called '" + excluded + "'; " + NearestName.hint(excluded, names));
      }
    }
    if (report.exclude().containsAll(names)) {
      problem(node, "report.exclude", "leaves nothing to report; keep at least one variant");
    }
  }

  private void problem(ConfigNode node, String path, String message) {
    problems.add(new Problem(node.origin(), path, message));
  }

  private <T> T attempt(Supplier<T> reading, T otherwise) {
    try {
      return reading.get();
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      return otherwise;
    }
  }

  private String text(String key) {
    ConfigNode node = root.entries().get(key);
    if (node instanceof ConfigNode.Scalar scalar && !scalar.isNull()) {
      return scalar.text();
    }
    if (node != null) {
      problem(node, key, "expected text, found " + node.describe());
    }
    return "";
  }

  private ConfigNode.Mapping base() {
    Set<String> others =
        Sets.difference(Sets.difference(KEYS, SECTIONS), ImmutableSet.of("report"));
    return root.without(others.toArray(new String[0]));
  }

  private ConfigNode.Mapping mapping(String key) {
    ConfigNode node = root.entries().get(key);
    if (node instanceof ConfigNode.Mapping mapping) {
      return mapping;
    }
    if (node != null && !(node instanceof ConfigNode.Scalar scalar && scalar.isNull())) {
      problem(node, key, "expected keys with values, found " + node.describe());
    }
    return ConfigNode.Mapping.empty(root.origin());
  }

  private List<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    mapping("variants")
        .entries()
        .forEach(
            (name, node) -> {
              String path = "variants." + name;
              if (!NAME.matcher(name).matches()) {
                problem(node, path, "cannot name a folder; use letters, digits and . _ + = -");
              }
              if (TAKEN.contains(name)) {
                problem(
                    node,
                    path,
                    "the name '" + name + "' is taken by a file or folder of the study");
              }
              if (node instanceof ConfigNode.Mapping changes) {
                changes.entries().forEach((key, value) -> checkSection(value, path, key));
                variants.add(new Variant(name, changes.entries()));
              } else if (node instanceof ConfigNode.Scalar scalar && scalar.isNull()) {
                variants.add(new Variant(name, ImmutableMap.of()));
              } else {
                problem(
                    node,
                    path,
                    "expected what the variant changes, like {agent.discount: 0.9}, found "
                        + node.describe());
              }
            });
    if (variants.isEmpty()) {
      variants.add(new Variant(Variant.BASELINE, ImmutableMap.of()));
    }
    return variants;
  }

  private void checkSection(ConfigNode node, String path, String key) {
    String section = Iterables.get(Splitter.on('.').split(key), 0);
    if (!SECTIONS.contains(section)) {
      problem(
          node,
          path + "." + key,
          "a variant changes a section of the study; " + NearestName.hint(section, SECTIONS));
    }
  }

  private Map<String, ImmutableList<ConfigNode>> grid() {
    Map<String, ImmutableList<ConfigNode>> axes = new LinkedHashMap<>();
    mapping("grid")
        .entries()
        .forEach(
            (key, node) -> {
              checkSection(node, "grid", key);
              if (node instanceof ConfigNode.Sequence values && !values.items().isEmpty()) {
                axes.put(key, values.items());
              } else {
                problem(
                    node,
                    "grid." + key,
                    "expected a list of values to try, found " + node.describe());
              }
            });
    return axes;
  }

  /** Each run has a folder of its own, and no change is written in vain. */
  private void checkGrid(
      List<Variant> written, Map<String, ImmutableList<ConfigNode>> grid, List<Variant> crossed) {
    for (Variant variant : written) {
      for (String key : Sets.intersection(variant.changes().keySet(), grid.keySet())) {
        problem(
            variant.changes().get(key),
            "variants." + variant.name() + "." + key,
            "the grid sets this too, so the variant's value would never be used");
      }
    }
    Set<String> names = new HashSet<>();
    Set<String> reported = new HashSet<>();
    ConfigNode node = root.entries().get("grid");
    for (Variant variant : crossed) {
      String name = variant.name();
      if (!NAME.matcher(name).matches()) {
        problem(
            node, "grid", "'" + name + "' cannot name a folder; use letters, digits and . _ + = -");
      }
      if (!names.add(name) && reported.add(name)) {
        problem(node, "grid", "two variants would be called '" + name + "'");
      }
    }
  }

  /** Each variant with each combination of the grid's values. */
  private static ImmutableList<Variant> crossed(
      List<Variant> variants, Map<String, ImmutableList<ConfigNode>> grid) {
    List<String> axes = List.copyOf(grid.keySet());
    ImmutableList.Builder<Variant> all = ImmutableList.builder();
    for (Variant variant : variants) {
      for (List<ConfigNode> cell : Lists.cartesianProduct(List.copyOf(grid.values()))) {
        Map<String, ConfigNode> changes = new LinkedHashMap<>(variant.changes());
        StringBuilder name = new StringBuilder(variant.name());
        for (int i = 0; i < axes.size(); i++) {
          changes.put(axes.get(i), cell.get(i));
          name.append('+').append(shortName(axes.get(i), axes)).append('=');
          name.append(label(grid.get(axes.get(i)), cell.get(i)));
        }
        all.add(new Variant(name.toString(), ImmutableMap.copyOf(changes)));
      }
    }
    return all.build();
  }

  /** The value as written where it can stand in a folder's name, else its place on the axis. */
  private static String label(ImmutableList<ConfigNode> axis, ConfigNode value) {
    return value instanceof ConfigNode.Scalar scalar && NAME.matcher("x" + scalar.text()).matches()
        ? scalar.text()
        : "value" + (axis.indexOf(value) + 1);
  }

  /** The last word of a path, or the whole path where two axes end in the same word. */
  private static String shortName(String path, List<String> axes) {
    String last = Iterables.getLast(Splitter.on('.').split(path));
    long same =
        axes.stream()
            .filter(axis -> Iterables.getLast(Splitter.on('.').split(axis)).equals(last))
            .count();
    return same > 1 ? path : last;
  }
}
