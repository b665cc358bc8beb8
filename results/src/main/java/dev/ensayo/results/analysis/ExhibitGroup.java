package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The exhibits of one name.
 *
 * @param entries one for each variant that has it, in the order of the study; at least one
 * @param compared the numbers of all variants and seeds beside each other, where the exhibits are
 *     tables of such; they are then shown in place of the entries
 */
public record ExhibitGroup(ImmutableList<Entry> entries, Optional<ComparedTables> compared) {
  /** A variant's exhibit, and which of its runs it is of. */
  public record Entry(VariantResults variant, Exhibit exhibit, Origin origin) {}

  /** Which runs of a variant an exhibit is of. */
  public sealed interface Origin {
    /** Its finished run with the smallest seed. */
    record First(long seed) implements Origin {}

    /**
     * Its run with the median score.
     *
     * @param among so many runs
     */
    record Median(long seed, int among) implements Origin {}

    /** Counts of all its finished runs, added up. */
    record Sum(int seeds) implements Origin {}
  }

  /** The name of the exhibits. */
  public String name() {
    return entries.get(0).exhibit().name();
  }

  public String title() {
    return entries.get(0).exhibit().title();
  }

  /** What is seen of all of them; empty where it says of each something else, as a number of it. */
  public Optional<String> caption() {
    String first = entries.get(0).exhibit().caption();
    boolean isShared = entries.stream().allMatch(entry -> entry.exhibit().caption().equals(first));
    return isShared ? Optional.of(first) : Optional.empty();
  }

  /** The same with what becomes of each exhibit, and of the numbers that are compared. */
  public ExhibitGroup with(
      Exhibit.Visitor<Exhibit> change, UnaryOperator<ComparedTables> ofNumbers) {
    return new ExhibitGroup(
        entries.stream()
            .map(
                entry -> new Entry(entry.variant(), entry.exhibit().accept(change), entry.origin()))
            .collect(ImmutableList.toImmutableList()),
        compared.map(ofNumbers));
  }
}
