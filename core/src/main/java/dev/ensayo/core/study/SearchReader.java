package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.core.search.Rung;
import dev.ensayo.core.search.SearchAxis;
import dev.ensayo.core.search.SearchDesign;
import dev.ensayo.core.search.SearchSpace;
import dev.ensayo.core.search.SearchType;
import dev.ensayo.core.training.Budget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads {@code search} or {@code tune}. */
final class SearchReader {
  /** The keys that are no settings of the design. */
  static final String SPACE = "space";

  static final String SEEDS = "seeds";

  /** More than anybody can wait for. */
  private static final int MOST_CANDIDATES = 10_000;

  /** What stands in {@code tune} beside space and seeds. */
  record TuneDesign(
      @Unwrapped SearchDesign search,
      @Setting(
              value =
                  "the variants that are tuned, each by itself on the same points; all where it is"
                      + " empty",
              defaultValue = "[]")
          List<String> variants) {
    TuneDesign {
      Settings.check(TuneDesign.class, search, variants);
    }
  }

  private final ConfigNode.Mapping root;
  private final String key;
  private final List<Problem> problems;

  /**
   * @param root of the study
   * @param problems what is wrong goes here
   */
  SearchReader(ConfigNode.Mapping root, List<Problem> problems) {
    this.root = root;
    this.key = root.entries().containsKey("tune") ? "tune" : "search";
    this.problems = problems;
  }

  /** Whether the study has one of them. */
  static boolean isIn(ConfigNode.Mapping root) {
    return root.entries().containsKey("search") || root.entries().containsKey("tune");
  }

  /**
   * The search; empty if something is wrong with it.
   *
   * @param study its name, which decides what is drawn
   * @param variants as written
   * @param seeds of the study
   */
  Optional<Search> read(String study, List<Variant> variants, List<Long> seeds) {
    int before = problems.size();
    ConfigNode node = root.entries().get(key);
    checkAlone(node);
    if (!(node instanceof ConfigNode.Mapping mapping)) {
      problem(
          node,
          key,
          "expected a type, a space and a budget, like {type: random, space: {agent.learningRate:"
              + " {from: 1e-4, to: 1e-1, scale: log}}, budget: {draws: 20}}, found "
              + node.describe());
      return Optional.empty();
    }
    Optional<TuneDesign> design = design(mapping);
    Optional<SearchSpace> space = new SearchSpaceReader(key, problems).read(mapping);
    Set<String> arms = design.map(found -> arms(mapping, found, variants)).orElse(Set.of());
    Optional<Tuning> tuning =
        key.equals("tune") ? tuning(mapping, seeds, ImmutableSet.copyOf(arms)) : Optional.empty();
    if (problems.size() > before || design.isEmpty() || space.isEmpty()) {
      return Optional.empty();
    }
    List<Variant> searched =
        variants.stream().filter(variant -> arms.contains(variant.name())).toList();
    searched.forEach(variant -> checkOverlap(variant, space.get(), design.get().search().type()));
    return problems.size() > before
        ? Optional.empty()
        : search(mapping, design.get().search(), space.get(), study, searched, tuning);
  }

  /** One design of variants is enough. */
  private void checkAlone(ConfigNode node) {
    List<String> others = new ArrayList<>(List.of("grid", "ablation"));
    if (key.equals("tune")) {
      others.add(0, "search");
    }
    for (String other : others) {
      if (root.entries().containsKey(other)) {
        problem(
            node,
            key,
            "does not go together with "
                + other
                + "; put what it varies into the space, or make it a study of its own");
      }
    }
  }

  private Optional<TuneDesign> design(ConfigNode.Mapping mapping) {
    ConfigNode.Mapping rest = mapping.without(SPACE, SEEDS);
    try {
      if (key.equals("tune")) {
        return Optional.of(ConfigBinder.bind(rest, key, TuneDesign.class));
      }
      if (mapping.entries().containsKey(SEEDS)) {
        problem(
            mapping.entries().get(SEEDS),
            "search.seeds",
            "a search is made with the study's seeds; tune has seeds of its own");
      }
      SearchDesign found = ConfigBinder.bind(rest, key, SearchDesign.class);
      if (found.pick().isPresent() && found.type() != SearchType.SUCCESSIVE_HALVING) {
        problem(
            mapping.entries().get("pick"),
            "search.pick",
            "nothing is picked but by tune, and by type: successive-halving");
      }
      return Optional.of(new TuneDesign(found, List.of()));
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  private Set<String> arms(ConfigNode.Mapping mapping, TuneDesign design, List<Variant> variants) {
    List<String> names = variants.stream().map(Variant::name).toList();
    for (String name : design.variants()) {
      if (!names.contains(name)) {
        problem(
            mapping.get("variants").orElse(mapping),
            "tune.variants",
            "no variant is called '" + name + "'; " + NearestName.hint(name, names));
      }
    }
    return new LinkedHashSet<>(design.variants().isEmpty() ? names : design.variants());
  }

  private Optional<Tuning> tuning(
      ConfigNode.Mapping mapping, List<Long> reported, ImmutableSet<String> arms) {
    ConfigNode written = mapping.get(SEEDS).orElse(null);
    if (written == null) {
      problem(
          mapping,
          "tune.seeds",
          "is missing; settings are chosen on seeds that no result comes from, such as {from: 1001,"
              + " count: 3}");
      return Optional.empty();
    }
    try {
      Tuning tuning = new Tuning(SeedRange.fixed(written, "tune.seeds"), arms, written.origin());
      tuning.leak(reported).ifPresent(problems::add);
      return Optional.of(tuning);
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** What the search sets a variant cannot, and what the rungs set neither of them. */
  private void checkOverlap(Variant variant, SearchSpace space, SearchType type) {
    variant
        .changes()
        .forEach(
            (path, value) -> {
              for (String axis : space.axes().keySet()) {
                if (axis.equals(path) || WrittenChanges.isPartOf(path, axis)) {
                  problem(
                      value,
                      "variants." + variant.name() + "." + path,
                      "the search sets this too, so the variant's value would never be used");
                }
              }
              checkBudget("variants." + variant.name() + "." + path, path, value, type);
            });
  }

  private void checkBudget(String at, String path, ConfigNode value, SearchType type) {
    boolean isBudget = path.equals("budget") || WrittenChanges.isPartOf(path, "budget");
    if (isBudget && type == SearchType.SUCCESSIVE_HALVING) {
      problem(value, at, "the rungs of successive halving set the budget themselves");
    }
  }

  private Optional<Search> search(
      ConfigNode.Mapping mapping,
      SearchDesign design,
      SearchSpace space,
      String study,
      List<Variant> arms,
      Optional<Tuning> tuning) {
    int before = problems.size();
    ConfigNode written = mapping.get(SPACE).orElse(mapping);
    if (written instanceof ConfigNode.Mapping axes) {
      axes.entries()
          .forEach(
              (path, value) -> checkBudget(key + ".space." + path, path, value, design.type()));
    }
    boolean isGrid = design.type() == SearchType.GRID;
    space
        .axes()
        .forEach(
            (path, axis) -> {
              if (isGrid && axis.values().isEmpty()) {
                problem(
                    axis,
                    key + ".space." + path,
                    "a grid needs to know how many values of the range are tried; write points: 5,"
                        + " or list the values");
              }
            });
    OptionalLong there = space.count();
    int draws = design.budget().draws().orElse(0);
    if (!isGrid && there.isPresent() && there.getAsLong() < draws) {
      problem(
          mapping.get("budget").orElse(mapping),
          key + ".budget.draws",
          String.format(
              Locale.ROOT,
              "the space has only %,d points, and %,d are to be drawn; write fewer, or type: grid",
              there.getAsLong(),
              draws));
    }
    long points = isGrid ? there.orElse(0) : draws;
    if (points * Math.max(1, arms.size()) > MOST_CANDIDATES || points > MOST_CANDIDATES) {
      problem(
          mapping,
          key,
          String.format(
              Locale.ROOT,
              "tries %,d points; a search tries at most %,d",
              points,
              MOST_CANDIDATES));
    }
    Optional<ImmutableList<Rung>> rungs =
        problems.size() > before ? Optional.empty() : rungs(mapping, design, (int) points);
    if (rungs.isEmpty()) {
      return Optional.empty();
    }
    ImmutableList<Variant> candidates =
        isGrid
            ? SearchCandidates.cells(space, arms)
            : SearchCandidates.drawn(space, draws, study, arms);
    checkNames(mapping, candidates);
    return Optional.of(
        new Search(design.type(), space, rungs.get(), design.picked(), candidates, tuning));
  }

  private Optional<ImmutableList<Rung>> rungs(
      ConfigNode.Mapping mapping, SearchDesign design, int points) {
    ConfigNode budget = root.get("budget").orElse(ConfigNode.Mapping.empty(root.origin()));
    try {
      return Optional.of(
          design.rungs(points, ConfigBinder.bind(budget, "budget", Budget.class).amount()));
    } catch (InvalidSettingException e) {
      problems.add(ConfigBinder.locate(mapping, key, e));
    } catch (ConfigException e) {
      // The budget is told of where it is bound.
    }
    return Optional.empty();
  }

  private void checkNames(ConfigNode.Mapping mapping, List<Variant> candidates) {
    VariantNames names = new VariantNames();
    Set<String> told = new LinkedHashSet<>();
    for (Variant candidate : candidates) {
      names
          .add(candidate.name())
          .filter(told::add)
          .ifPresent(fault -> problem(mapping, key, fault));
    }
  }

  private void problem(ConfigNode at, String path, String message) {
    problems.add(new Problem(at.origin(), path, message));
  }

  private void problem(SearchAxis at, String path, String message) {
    problems.add(new Problem(at.origin(), path, message));
  }
}
