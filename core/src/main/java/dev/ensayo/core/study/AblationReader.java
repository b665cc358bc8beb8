package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code ablation} and makes its variants. */
final class AblationReader {
  /** A plus sign joins parts in the names of variants, so no part has one. */
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private static final int MOST_FACTORIAL = 6;
  private static final String PARTS = "ablation.parts";

  /** An ablation and its variants, the reference first. */
  record Written(Ablation ablation, ImmutableList<Variant> variants) {}

  /** What stands beside the parts. */
  record Design(
      @Setting(
              "which combinations of the parts are run: drop-one, all of them and all but one;"
                  + " add-one, none and each by itself; factorial, every combination")
          Ablation.Type type,
      @Setting(
              value =
                  "the parts that are varied, where not all are: drop-one keeps the others in, the"
                      + " other types leave them out",
              defaultValue = "[]")
          List<String> of) {
    Design {
      Settings.check(Design.class, type, of);
      if (new HashSet<>(of).size() < of.size()) {
        throw new InvalidSettingException("of", "names a part twice");
      }
    }
  }

  private final ConfigNode node;
  private final List<Problem> problems;
  private final WrittenChanges changes;

  /**
   * @param problems what is wrong goes here
   */
  AblationReader(ConfigNode node, List<Problem> problems) {
    this.node = node;
    this.problems = problems;
    this.changes = new WrittenChanges(problems);
  }

  /** Empty if something is wrong. */
  Optional<Written> read() {
    int before = problems.size();
    if (!(node instanceof ConfigNode.Mapping mapping)) {
      problem(
          node,
          "ablation",
          "expected a type and parts, like {type: drop-one, parts: {double: {agent.doubleDqn:"
              + " true}, …}}, found "
              + node.describe());
      return Optional.empty();
    }
    Optional<Design> design = design(mapping.without("parts"));
    Map<String, ImmutableMap<String, ConfigNode>> parts = parts(mapping);
    checkDistinct(parts);
    design.ifPresent(found -> checkOf(mapping, found, parts.keySet()));
    if (problems.size() > before || design.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(written(design.get(), parts));
  }

  private Optional<Design> design(ConfigNode.Mapping mapping) {
    try {
      return Optional.of(ConfigBinder.bind(mapping, "ablation", Design.class));
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  private Map<String, ImmutableMap<String, ConfigNode>> parts(ConfigNode.Mapping mapping) {
    Map<String, ImmutableMap<String, ConfigNode>> parts = new LinkedHashMap<>();
    ConfigNode written = mapping.get("parts").orElse(null);
    if (written == null) {
      problem(mapping, PARTS, "is missing; it names the parts of the agent and what each sets");
      return parts;
    }
    if (!(written instanceof ConfigNode.Mapping named)) {
      problem(
          written, PARTS, "expected names with what each part sets, found " + written.describe());
      return parts;
    }
    named.entries().forEach((name, value) -> part(name, value).ifPresent(p -> parts.put(name, p)));
    if (named.entries().size() < 2) {
      problem(
          written, PARTS, "an ablation needs at least two parts, found " + named.entries().size());
    }
    return parts;
  }

  private Optional<ImmutableMap<String, ConfigNode>> part(String name, ConfigNode value) {
    String path = PARTS + "." + name;
    if (!PART.matcher(name).matches()) {
      problem(value, path, "'" + name + "' cannot name a part; use letters, digits and . _ -");
    } else if (name.equals(Ablation.ALL) || name.equals(Ablation.NONE)) {
      problem(value, path, "'" + name + "' is the name of a variant that the ablation makes");
    }
    if (value instanceof ConfigNode.Mapping sets && !sets.entries().isEmpty()) {
      changes.check(path, sets.entries());
      return Optional.of(sets.entries());
    }
    problem(
        value,
        path,
        "expected what the part sets, like {agent.doubleDqn: true}, found " + value.describe());
    return Optional.empty();
  }

  /** A setting that two parts set would not tell which of them it is. */
  private void checkDistinct(Map<String, ImmutableMap<String, ConfigNode>> parts) {
    Map<String, String> owner = new LinkedHashMap<>();
    parts.forEach(
        (name, sets) -> {
          sets.forEach(
              (key, value) ->
                  owner.forEach(
                      (other, part) -> {
                        if (overlap(key, other)) {
                          problem(
                              value,
                              PARTS + "." + name + "." + key,
                              "part '"
                                  + part
                                  + "' sets "
                                  + (key.equals(other) ? "this" : "'" + other + "'")
                                  + " too; a setting belongs to one part");
                        }
                      }));
          sets.keySet().forEach(key -> owner.put(key, name));
        });
  }

  private static boolean overlap(String key, String other) {
    return key.equals(other)
        || WrittenChanges.isPartOf(key, other)
        || WrittenChanges.isPartOf(other, key);
  }

  private void checkOf(ConfigNode.Mapping mapping, Design design, Set<String> parts) {
    ConfigNode of = mapping.get("of").orElse(mapping);
    for (String name : design.of()) {
      if (!parts.contains(name)) {
        problem(
            of,
            "ablation.of",
            "no part is called '" + name + "'; " + NearestName.hint(name, parts));
      }
    }
    if (design.type() == Ablation.Type.FACTORIAL) {
      int varied = design.of().isEmpty() ? parts.size() : design.of().size();
      if (design.of().size() == 1) {
        problem(of, "ablation.of", "a factorial needs at least two parts, found 1");
      } else if (varied > MOST_FACTORIAL) {
        problem(
            mapping,
            design.of().isEmpty() ? PARTS : "ablation.of",
            "a factorial of "
                + varied
                + " parts has "
                + (1L << Math.min(varied, Long.SIZE - 2))
                + " combinations; give at most "
                + MOST_FACTORIAL
                + " parts, or name some of them in ablation.of");
      }
    }
  }

  private static Written written(
      Design design, Map<String, ImmutableMap<String, ConfigNode>> parts) {
    ImmutableList<String> varied =
        parts.keySet().stream()
            .filter(part -> design.of().isEmpty() || design.of().contains(part))
            .collect(ImmutableList.toImmutableList());
    Map<String, ImmutableSet<String>> on = combinations(design.type(), varied);
    List<Variant> variants = new ArrayList<>();
    on.forEach(
        (name, chosen) -> {
          Map<String, ConfigNode> sets = new LinkedHashMap<>();
          parts.forEach(
              (part, changes) -> {
                boolean isKept = design.type() == Ablation.Type.DROP_ONE && !varied.contains(part);
                if (isKept || chosen.contains(part)) {
                  sets.putAll(changes);
                }
              });
          variants.add(new Variant(name, ImmutableMap.copyOf(sets)));
        });
    return new Written(
        new Ablation(design.type(), varied, ImmutableMap.copyOf(on)),
        ImmutableList.copyOf(variants));
  }

  /** The parts of each variant by its name, the reference first. */
  private static Map<String, ImmutableSet<String>> combinations(
      Ablation.Type type, List<String> parts) {
    Map<String, ImmutableSet<String>> on = new LinkedHashMap<>();
    switch (type) {
      case DROP_ONE -> {
        on.put(Ablation.ALL, ImmutableSet.copyOf(parts));
        for (String part : parts) {
          Set<String> rest = new LinkedHashSet<>(parts);
          rest.remove(part);
          on.put("without-" + part, ImmutableSet.copyOf(rest));
        }
      }
      case ADD_ONE -> {
        on.put(Ablation.NONE, ImmutableSet.of());
        parts.forEach(part -> on.put("with-" + part, ImmutableSet.of(part)));
      }
      case FACTORIAL -> {
        for (int mask = 0; mask < (1 << parts.size()); mask++) {
          List<String> chosen = new ArrayList<>();
          for (int i = 0; i < parts.size(); i++) {
            if (((mask >> i) & 1) == 1) {
              chosen.add(parts.get(i));
            }
          }
          String name = chosen.isEmpty() ? Ablation.NONE : String.join("+", chosen);
          on.put(name, ImmutableSet.copyOf(chosen));
        }
      }
    }
    return on;
  }

  private void problem(ConfigNode at, String path, String message) {
    problems.add(new Problem(at.origin(), path, message));
  }
}
