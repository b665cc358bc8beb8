package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import com.google.common.math.LongMath;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads a study: its own keys here; what lies below {@code environment}, {@code agent} and so on is
 * bound by {@link RunBinder}, which knows the plugins.
 */
public final class StudyReader {
  /** The sections a variant may change. */
  static final ImmutableSet<String> SECTIONS =
      ImmutableSet.of("environment", "agent", "budget", "evaluation", "log", "backend");

  /** What a study may say, in the order in which it mostly does. */
  static final ImmutableSet<String> KEYS =
      ImmutableSet.<String>builder()
          .add("study", "question", "language")
          .addAll(SECTIONS)
          .add(
              "seeds",
              "variants",
              "ablation",
              "grid",
              "search",
              "tune",
              "drop",
              "report",
              "hypotheses")
          .build();

  /** More than anybody can wait for or look at. */
  private static final long MOST_VARIANTS = 100_000;

  private final ConfigNode.Mapping root;
  private final List<Problem> problems = new ArrayList<>();
  private final WrittenChanges changes = new WrittenChanges(problems);

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
    Reading reading = readAsFar(root);
    if (!reading.problems().isEmpty()) {
      throw new ConfigException(reading.problems());
    }
    return reading.study();
  }

  /**
   * What could be read of a study, and what is wrong with the rest: with it {@link RunBinder} finds
   * what else is wrong in the same round.
   *
   * @param study with defaults in place of what could not be read
   * @param problems none if all of it could be read
   */
  public record Reading(Study study, ImmutableList<Problem> problems) {
    /** The same with another study. */
    public Reading with(Study other) {
      return new Reading(other, problems);
    }
  }

  /** Reads as much of a study as there is. */
  public static Reading readAsFar(ConfigNode.Mapping root) {
    StudyReader reader = new StudyReader(root);
    Study study = reader.read();
    return new Reading(study, ImmutableList.copyOf(reader.problems));
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
    if (isText) {
      VariantNames.fault(name)
          .ifPresent(fault -> problem(root.entries().get("study"), "study", fault));
    }
    SeedRange.Asked seeds =
        attempt(
            () -> SeedRange.read(root.get("seeds").orElse(ConfigNode.Mapping.empty(root.origin()))),
            SeedRange.Asked.ONE);
    ReportSpec report =
        attempt(
            () ->
                ConfigBinder.bind(
                    root.get("report").orElse(ConfigNode.Mapping.empty(root.origin())),
                    "report",
                    ReportSpec.class),
            Settings.defaults(ReportSpec.class));
    Optional<AblationReader.Written> ablation = ablation();
    ImmutableList<Variant> ofAblation =
        ablation.map(AblationReader.Written::variants).orElse(ImmutableList.of());
    List<Variant> written = variants(ofAblation);
    Optional<Search> search =
        SearchReader.isIn(root)
            ? new SearchReader(root, problems).read(name, written, seeds.all())
            : Optional.empty();
    ImmutableList<Variant> variants =
        search
            .filter(found -> found.tuning().isEmpty())
            .map(Search::candidates)
            .orElseGet(() -> crossed(written, grid()));
    ReportSpec checked = checkExclusions(report, variants);
    ImmutableList<Variant> kept = withoutDropped(variants, checked);
    List<Problem> undeclared =
        ImmutableList.<Problem>builder()
            .addAll(new DeclaredComparison(root, checked, kept).problems())
            .addAll(new TaskReferences(root, checked, kept).problems())
            .build();
    if (!undeclared.isEmpty()) {
      problems.addAll(undeclared);
      checked = checked.withoutDeclaredComparison();
    }
    if (seeds.adaptive().isPresent()) {
      new AdaptiveDesign(root, checked, kept, ablation.map(AblationReader.Written::ablation))
          .problem()
          .ifPresent(problems::add);
    }
    return new Study(
        name,
        question,
        base(),
        kept,
        seeds.all(),
        checked,
        new HypothesisReader(root, checked, kept, problems).read(),
        ablation.map(AblationReader.Written::ablation),
        seeds.adaptive(),
        search,
        language());
  }

  private Optional<Language> language() {
    if (!root.entries().containsKey("language")) {
      return Optional.empty();
    }
    String tag = text("language");
    Optional<Language> language = Language.of(tag);
    if (language.isEmpty() && !tag.isEmpty()) {
      problem(
          root.entries().get("language"),
          "language",
          "no report is written in '" + tag + "'; " + NearestName.hint(tag, Language.tags()));
    }
    return language;
  }

  /** Empty where there is none, or none that can be read. */
  private Optional<AblationReader.Written> ablation() {
    ConfigNode node = root.entries().get("ablation");
    if (node == null) {
      return Optional.empty();
    }
    Optional<AblationReader.Written> written = new AblationReader(node, problems).read();
    boolean isFactorial =
        written.filter(found -> found.ablation().type() == Ablation.Type.FACTORIAL).isPresent();
    if (isFactorial && root.entries().containsKey("grid")) {
      problem(
          root.entries().get("grid"),
          "grid",
          "a factorial ablation is a grid of its parts itself; write what the grid varies as a"
              + " part, or choose drop-one or add-one");
    }
    return written;
  }

  /** What {@code drop} names is neither run nor reported. */
  private ImmutableList<Variant> withoutDropped(
      ImmutableList<Variant> variants, ReportSpec report) {
    ConfigNode node = root.entries().get("drop");
    if (node == null) {
      return variants;
    }
    List<String> names = variants.stream().map(Variant::name).toList();
    Set<String> dropped = new HashSet<>();
    for (String name : names(node)) {
      if (names.contains(name)) {
        dropped.add(name);
      } else {
        problem(
            node, "drop", "no variant is called '" + name + "'; " + NearestName.hint(name, names));
      }
    }
    ImmutableList<Variant> rest =
        variants.stream()
            .filter(variant -> !dropped.contains(variant.name()))
            .collect(ImmutableList.toImmutableList());
    if (rest.stream().allMatch(variant -> report.exclude().contains(variant.name()))) {
      problem(node, "drop", "leaves nothing to report; keep at least one variant");
      return variants;
    }
    return rest;
  }

  /** Variants that are left out. */
  record Dropped(
      @Setting(value = "variants that are neither run nor reported", defaultValue = "[]")
          List<String> drop) {
    Dropped {
      Settings.check(Dropped.class, drop);
    }
  }

  private List<String> names(ConfigNode node) {
    return attempt(
        () ->
            ConfigBinder.bind(
                    ConfigNode.Mapping.empty(node.origin()).with("drop", node), "", Dropped.class)
                .drop(),
        List.of());
  }

  private ReportSpec checkExclusions(ReportSpec report, List<Variant> variants) {
    int before = problems.size();
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
    return problems.size() > before ? report.withoutExclusions() : report;
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

  private List<Variant> variants(List<Variant> ofAblation) {
    List<Variant> variants = new ArrayList<>(ofAblation);
    VariantNames names = new VariantNames();
    ofAblation.forEach(
        variant ->
            names
                .add(variant.name())
                .ifPresent(
                    fault -> problem(root.entries().get("ablation"), "ablation.parts", fault)));
    mapping("variants")
        .entries()
        .forEach(
            (name, node) -> {
              String path = "variants." + name;
              names.add(name).ifPresent(fault -> problem(node, path, fault));
              if (node instanceof ConfigNode.Mapping changed) {
                changes.check(path, changed.entries());
                variants.add(new Variant(name, changed.entries()));
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

  private Grid grid() {
    ImmutableMap.Builder<String, ImmutableList<ConfigNode>> axes = ImmutableMap.builder();
    ImmutableMap<String, ConfigNode> written = mapping("grid").entries();
    written.forEach(
        (key, node) -> {
          changes.checkSection(node, "grid", key);
          if (node instanceof ConfigNode.Sequence values && !values.items().isEmpty()) {
            axes.put(key, values.items());
          } else {
            problem(node, "grid." + key, noValues(key, node));
          }
        });
    Grid grid = new Grid(axes.buildOrThrow());
    changes.checkOverlaps("grid", written);
    return grid;
  }

  /** What is wrong with an axis that is no list, and how the path below it would be written. */
  private static String noValues(String key, ConfigNode node) {
    StringBuilder path = new StringBuilder(key);
    ConfigNode below = node;
    while (below instanceof ConfigNode.Mapping mapping && mapping.entries().size() == 1) {
      Map.Entry<String, ConfigNode> only = Iterables.getOnlyElement(mapping.entries().entrySet());
      path.append('.').append(only.getKey());
      below = only.getValue();
    }
    String problem = "expected a list of values to try, found " + node.describe();
    return below == node
        ? problem
        : problem
            + "; a path is one key: grid: {"
            + path
            + ": […]}, or --set 'grid={"
            + path
            + ": […]}'";
  }

  /** Each variant with each combination of the grid's values, if they can be told apart. */
  private ImmutableList<Variant> crossed(List<Variant> written, Grid grid) {
    long count = LongMath.saturatedMultiply(written.size(), grid.cells());
    if (count > MOST_VARIANTS) {
      problem(
          root.entries().get("grid"),
          "grid",
          String.format(
              Locale.ROOT, "makes %,d variants; a study has at most %,d", count, MOST_VARIANTS));
      return ImmutableList.copyOf(written);
    }
    ImmutableList<Variant> crossed = grid.cross(written);
    if (problems.isEmpty() && !grid.isEmpty()) {
      checkGrid(written, grid, crossed);
    }
    return crossed;
  }

  /** Each run has a folder of its own, and no change is written in vain. */
  private void checkGrid(List<Variant> written, Grid grid, List<Variant> crossed) {
    for (Variant variant : written) {
      variant.changes().forEach((key, value) -> checkAgainstGrid(variant, key, value, grid));
    }
    VariantNames names = new VariantNames();
    Set<String> reported = new HashSet<>();
    for (Variant variant : crossed) {
      names
          .add(variant.name())
          .filter(reported::add)
          .ifPresent(fault -> problem(root.entries().get("grid"), "grid", fault));
    }
  }

  private void checkAgainstGrid(Variant variant, String key, ConfigNode value, Grid grid) {
    String path = "variants." + variant.name() + "." + key;
    for (String axis : grid.axes().keySet()) {
      if (axis.equals(key)) {
        problem(value, path, "the grid sets this too, so the variant's value would never be used");
      } else if (WrittenChanges.isPartOf(key, axis)) {
        problem(
            value,
            path,
            "the grid sets all of '" + axis + "', so the variant's value would never be used");
      }
    }
  }
}
