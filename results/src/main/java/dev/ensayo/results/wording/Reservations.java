package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.Breach;
import dev.ensayo.results.analysis.VariantChanges.Change;
import dev.ensayo.results.analysis.VariantResults;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands between the numbers of a variant and a claim about it, in words. */
final class Reservations {
  private static final int MOST_CHANGES = 3;

  private final VariantResults variant;
  private final String baseline;
  private final ImmutableList<Breach> breaches;

  Reservations(VariantResults variant, String baseline) {
    this(variant, baseline, variant.breaches());
  }

  /**
   * @param breaches between the variant and what it is compared with
   */
  Reservations(VariantResults variant, String baseline, ImmutableList<Breach> breaches) {
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
      return lost.lost() + " of " + lost.of() + " seeds" + whose(lost.variant()) + " lost";
    }

    @Override
    public String interim(Breach.Interim interim) {
      return interim.open()
          + " of "
          + interim.of()
          + " runs"
          + whose(interim.variant())
          + " not at their end";
    }

    private String whose(String name) {
      return name.equals(variant.name()) ? "" : " of " + name;
    }

    @Override
    public String otherTask(Breach.OtherTask task) {
      return task.otherType() ? "another task" : "other settings of the task";
    }

    @Override
    public String otherBudget(Breach.OtherBudget budget) {
      return "another budget";
    }

    @Override
    public String otherData(Breach.OtherData data) {
      return "other data";
    }

    @Override
    public String otherCode(Breach.OtherCode code) {
      return "other code";
    }
  }

  private final class Clause implements Breach.Visitor<String> {
    @Override
    public String lostSeeds(Breach.LostSeeds lost) {
      return lost.lost()
          + " of "
          + lost.of()
          + " seeds of "
          + lost.variant()
          + (lost.lost() == 1 ? " has no score and is" : " have no score and are")
          + " not counted";
    }

    @Override
    public String interim(Breach.Interim interim) {
      return interim.open()
          + " of "
          + interim.of()
          + " runs of "
          + interim.variant()
          + (interim.open() == 1 ? " has" : " have")
          + " not ended";
    }

    @Override
    public String otherTask(Breach.OtherTask task) {
      return "the task differs: " + changes(task.changes());
    }

    @Override
    public String otherBudget(Breach.OtherBudget budget) {
      return "the budget differs: " + changes(budget.changes());
    }

    @Override
    public String otherData(Breach.OtherData data) {
      return "not all runs read the same data: " + String.join(", ", data.files());
    }

    @Override
    public String otherCode(Breach.OtherCode code) {
      return code.baseline().equals(code.variant())
          ? "the runs of both were made by different code: " + String.join(", ", code.variant())
          : "the code differs: "
              + String.join(", ", code.variant())
              + ", for "
              + baseline
              + " "
              + String.join(", ", code.baseline());
    }

    private String changes(ImmutableList<Change> changes) {
      String named =
          changes.stream().limit(MOST_CHANGES).map(this::change).collect(Collectors.joining("; "));
      int more = changes.size() - MOST_CHANGES;
      return more > 0 ? named + "; and " + Terms.counted(more, "more setting") : named;
    }

    private String change(Change change) {
      return change.key()
          + " is "
          + change.to().text().orElse("not set")
          + ", in "
          + baseline
          + " "
          + change.from().text().orElse("not set");
    }
  }
}
