package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.statistics.Curve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Facts for the head of a report. */
final class Facts {
  private static final int MOST_LENGTHS = 4;

  /** A number without a point or an exponent. */
  private static final String WHOLE = "[0-9]+";

  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;

  Facts(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
  }

  ImmutableList<Fact> all() {
    ImmutableList.Builder<Fact> facts = ImmutableList.builder();
    facts.add(new Fact(words.say("Score"), scored()));
    facts.add(
        new Fact(
            words.say("Runs"),
            words.say(
                "{0} of {1} finished ({2} × {3})",
                results.finishedCount(),
                results.runCount(),
                results.grid().isPresent()
                    ? words.counted(results.variants().size(), "{0} cell|{0} cells")
                    : words.counted(results.variants().size(), "{0} variant|{0} variants"),
                terms
                    .sequential()
                    .map(SequentialWords::groups)
                    .orElseGet(() -> terms.seedCount(results.study().seeds().size())))));
    results
        .grid()
        .ifPresent(
            grid ->
                facts.add(
                    new Fact(
                        words.say("Grid"),
                        grid.axes().stream()
                            .map(axis -> axis.path() + " (" + axis.values().size() + ")")
                            .collect(Collectors.joining(" × ")))));
    if (results.isInterim()) {
      facts.add(new Fact(words.say("State"), words.say("interim: {0}", terms.notEnded())));
    }
    length().ifPresent(length -> facts.add(new Fact(words.say("Length of a run"), length)));
    if (results.threshold().isPresent()) {
      facts.add(
          new Fact(
              words.say("Threshold"),
              results.thresholdFromEnvironment()
                  ? words.say(
                      "{0}, the environment's own", words.number(results.threshold().getAsDouble()))
                  : words.say(
                      "{0}, set by the study", words.number(results.threshold().getAsDouble()))));
    }
    return facts.build();
  }

  private String scored() {
    return terms.higherIsBetter()
        ? words.say("{0}, higher is better", terms.score())
        : words.say("{0}, lower is better", terms.score());
  }

  /** The budget of the runs: of all of them where it is one, else by variant. */
  Optional<String> length() {
    Map<String, List<String>> variants = new LinkedHashMap<>();
    for (Variant variant : results.study().compared()) {
      budget(variant)
          .ifPresent(
              budget ->
                  variants.computeIfAbsent(budget, key -> new ArrayList<>()).add(variant.name()));
    }
    if (variants.isEmpty()) {
      return Optional.empty();
    }
    if (variants.size() > MOST_LENGTHS) {
      return Optional.of(
          withEarlyEnd(words.say("{0} different ones, by variant", variants.size())));
    }
    return Optional.of(
        withEarlyEnd(
            variants.entrySet().stream()
                .map(
                    entry ->
                        variants.size() == 1
                            ? entry.getKey()
                            : entry.getKey() + " (" + terms.capped(entry.getValue()) + ")")
                .collect(Collectors.joining(", "))));
  }

  /** With how long the runs were that ended before their budget, as early stopping ends them. */
  private String withEarlyEnd(String length) {
    long[] ends =
        results.study().compared().stream().flatMapToLong(this::earlyEnds).sorted().toArray();
    if (ends.length == 0) {
      return length;
    }
    double shortest = ends[0];
    double longest = ends[ends.length - 1];
    return shortest == longest
        ? words.say(
            "{0} at most; with early stopping runs ended after {1}", length, words.amount(shortest))
        : words.say(
            "{0} at most; with early stopping runs ended after {1} to {2}",
            length, words.amount(shortest), words.amount(longest));
  }

  /** Where runs of a variant ended that keep the model of a test, short of their budget. */
  private LongStream earlyEnds(Variant variant) {
    OptionalDouble budget = amount(variant);
    return results.variants().stream()
        .filter(each -> each.name().equals(variant.name()))
        .flatMap(each -> each.runs().stream())
        .filter(run -> run.isFinished() && run.curves().keptAt().isPresent())
        .flatMap(run -> run.metric(terms.metric()).stream())
        .mapToLong(Curve::lastStep)
        .filter(end -> budget.isPresent() && end < budget.getAsDouble());
  }

  /** A variant's budget where it is written as a whole number. */
  private OptionalDouble amount(Variant variant) {
    ConfigNode.Mapping config = results.study().configuration(variant);
    return Arrays.stream(Clock.values())
        .flatMap(clock -> InlineYaml.at(config, "budget." + clock.budgetKey()).stream())
        .map(InlineYaml::of)
        .filter(written -> written.matches(WHOLE))
        .mapToDouble(Double::parseDouble)
        .findFirst();
  }

  /** A variant's budget, such as "50,000 environment steps". */
  Optional<String> budget(Variant variant) {
    ConfigNode.Mapping config = results.study().configuration(variant);
    for (Clock clock : Clock.values()) {
      Optional<ConfigNode> amount = InlineYaml.at(config, "budget." + clock.budgetKey());
      if (amount.isPresent() && amount.get() instanceof ConfigNode.Scalar scalar) {
        return Optional.of(amount(clock, scalar.text()));
      }
    }
    return Optional.empty();
  }

  /** As English has always said it here, "1 epochs" too. */
  private String amount(Clock clock, String written) {
    String amount = written.matches(WHOLE) ? words.amount(Double.parseDouble(written)) : written;
    int form = written.equals("1") ? 1 : 2;
    return switch (clock) {
      case ENVIRONMENT_STEP ->
          words.counted(form, "{1} environment steps|{1} environment steps", amount);
      case UPDATE -> words.counted(form, "{1} updates|{1} updates", amount);
      case EPOCH -> words.counted(form, "{1} epochs|{1} epochs", amount);
      case TOKEN -> words.counted(form, "{1} tokens|{1} tokens", amount);
    };
  }
}
