package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.reading.InlineYaml;
import java.util.Locale;
import java.util.Optional;

/** Facts for the head of a report. */
final class Facts {
  private final Terms terms;
  private final StudyResults results;

  Facts(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
  }

  ImmutableList<Fact> all() {
    ImmutableList.Builder<Fact> facts = ImmutableList.builder();
    facts.add(new Fact("Score", terms.metric() + ", " + direction()));
    facts.add(
        new Fact(
            "Runs",
            results.finishedCount()
                + " of "
                + results.runCount()
                + " finished ("
                + Terms.counted(results.variants().size(), "variant")
                + " × "
                + Terms.counted(results.study().seeds().size(), "seed")
                + ")"));
    budget().ifPresent(length -> facts.add(new Fact("Length of a run", length)));
    if (results.threshold().isPresent()) {
      facts.add(
          new Fact(
              "Threshold",
              Figures.of(results.threshold().getAsDouble())
                  + (results.thresholdFromEnvironment()
                      ? ", the environment's own"
                      : ", set by the study")));
    }
    return facts.build();
  }

  private String direction() {
    return terms.higherIsBetter() ? "higher is better" : "lower is better";
  }

  /** The budget as the study gives it, such as "50,000 environment steps". */
  private Optional<String> budget() {
    for (Clock clock : Clock.values()) {
      Optional<ConfigNode> amount =
          InlineYaml.at(results.study().base(), "budget." + clock.budgetKey());
      if (amount.isPresent() && amount.get() instanceof ConfigNode.Scalar scalar) {
        String units = clock.budgetKey().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return Optional.of(number(scalar.text()) + " " + units);
      }
    }
    return Optional.empty();
  }

  private static String number(String text) {
    return text.matches("[0-9]+") ? Figures.count(Double.parseDouble(text)) : text;
  }
}
