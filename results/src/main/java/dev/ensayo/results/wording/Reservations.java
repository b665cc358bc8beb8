package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.Breach;
import dev.ensayo.results.analysis.VariantChanges.Change;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands between the numbers of a variant and a claim about it, in words. */
final class Reservations {
  private static final int MOST_CHANGES = 3;

  private final Phrasebook words;
  private final VariantResults variant;
  private final String baseline;
  private final ImmutableList<Breach> breaches;

  Reservations(Terms terms, VariantResults variant, String baseline) {
    this(terms, variant, baseline, variant.breaches());
  }

  /**
   * @param breaches between the variant and what it is compared with
   */
  Reservations(
      Terms terms, VariantResults variant, String baseline, ImmutableList<Breach> breaches) {
    this.words = terms.words();
    this.variant = variant;
    this.baseline = baseline;
    this.breaches = breaches;
  }

  /** For a cell or a bracket; empty if there are none. */
  String brief() {
    return breaches.stream()
        .map(breach -> breach.accept(new Brief()))
        .collect(Collectors.joining(", "));
  }

  /** What differs between the two in how the runs were made, and not in what became of them. */
  Stream<String> briefsOfDifferences() {
    return breaches.stream()
        .filter(breach -> !(breach instanceof Breach.LostSeeds))
        .filter(breach -> !(breach instanceof Breach.Interim))
        .map(breach -> breach.accept(new Brief()));
  }

  /** A clause for each. */
  ImmutableList<String> clauses() {
    return breaches.stream()
        .map(breach -> breach.accept(new Clause()))
        .collect(ImmutableList.toImmutableList());
  }

  private final class Brief implements Breach.Visitor<String> {
    @Override
    public String lostSeeds(Breach.LostSeeds lost) {
      return isOwn(lost.variant())
          ? words.say("{0} of {1} seeds lost", lost.lost(), lost.of())
          : words.say("{0} of {1} seeds of {2} lost", lost.lost(), lost.of(), lost.variant());
    }

    @Override
    public String interim(Breach.Interim interim) {
      return isOwn(interim.variant())
          ? words.say("{0} of {1} runs not at their end", interim.open(), interim.of())
          : words.say(
              "{0} of {1} runs of {2} not at their end",
              interim.open(), interim.of(), interim.variant());
    }

    private boolean isOwn(String name) {
      return name.equals(variant.name());
    }

    @Override
    public String otherTask(Breach.OtherTask task) {
      return task.otherType() ? words.say("another task") : words.say("other settings of the task");
    }

    @Override
    public String otherBudget(Breach.OtherBudget budget) {
      return words.say("another budget");
    }

    @Override
    public String otherData(Breach.OtherData data) {
      return words.say("other data");
    }

    @Override
    public String otherCode(Breach.OtherCode code) {
      return words.say("other code");
    }
  }

  private final class Clause implements Breach.Visitor<String> {
    @Override
    public String lostSeeds(Breach.LostSeeds lost) {
      return words.counted(
          lost.lost(),
          "{0} of {1} seeds of {2} has no score and is not counted|{0} of {1} seeds of {2} have no"
              + " score and are not counted",
          lost.of(),
          lost.variant());
    }

    @Override
    public String interim(Breach.Interim interim) {
      return words.counted(
          interim.open(),
          "{0} of {1} runs of {2} has not ended|{0} of {1} runs of {2} have not ended",
          interim.of(),
          interim.variant());
    }

    @Override
    public String otherTask(Breach.OtherTask task) {
      return words.say("the task differs: {0}", changes(task.changes()));
    }

    @Override
    public String otherBudget(Breach.OtherBudget budget) {
      return words.say("the budget differs: {0}", changes(budget.changes()));
    }

    @Override
    public String otherData(Breach.OtherData data) {
      return words.say("not all runs read the same data: {0}", String.join(", ", data.files()));
    }

    @Override
    public String otherCode(Breach.OtherCode code) {
      return code.baseline().equals(code.variant())
          ? words.say(
              "the runs of both were made by different code: {0}",
              String.join(", ", code.variant()))
          : words.say(
              "the code differs: {0}, for {1} {2}",
              String.join(", ", code.variant()), baseline, String.join(", ", code.baseline()));
    }

    private String changes(ImmutableList<Change> changes) {
      String named =
          changes.stream().limit(MOST_CHANGES).map(this::change).collect(Collectors.joining("; "));
      int more = changes.size() - MOST_CHANGES;
      return more > 0
          ? words.counted(more, "{1}; and {0} more setting|{1}; and {0} more settings", named)
          : named;
    }

    private String change(Change change) {
      return words.say(
          "{0} is {1}, in {2} {3}",
          change.key(),
          change.to().text().orElse(words.say("not set")),
          baseline,
          change.from().text().orElse(words.say("not set")));
    }
  }
}
