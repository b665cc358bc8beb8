package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit.Answers.Item;
import dev.ensayo.results.language.Phrasebook;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What stands at and below a drawing of what an answer was made of. */
public final class AttentionWords {
  private static final String BLANK = "␣";

  private final Phrasebook words;

  public AttentionWords(Phrasebook words) {
    this.words = words;
  }

  /** Whose it is. */
  public String title(Item item) {
    return item.wasRight()
        ? words.say("{0} → {1}, which is right", item.source(), item.given())
        : words.say(
            "{0} → {1}, where {2} would be right", item.source(), item.given(), item.right());
  }

  /** Symbols as they are seen beside a drawing: a blank and an end have signs. */
  public ImmutableList<String> symbols(List<String> symbols) {
    return symbols.stream()
        .map(
            symbol ->
                symbol.equals(Item.END) ? words.say("(end)") : symbol.equals(" ") ? BLANK : symbol)
        .collect(ImmutableList.toImmutableList());
  }

  /** What each symbol was made of above all, for those who do not see the drawing. */
  public String strongest(Item item) {
    List<String> read = symbols(item.read());
    List<String> written = symbols(item.written());
    return IntStream.range(0, written.size())
        .mapToObj(
            row ->
                words.say(
                    "{0} above all of {1}",
                    written.get(row), read.get(strongest(item.weights().get(row)))))
        .collect(Collectors.joining("; "));
  }

  private static int strongest(List<Double> weights) {
    return IntStream.range(0, weights.size())
        .reduce(0, (best, i) -> weights.get(i) > weights.get(best) ? i : best);
  }
}
