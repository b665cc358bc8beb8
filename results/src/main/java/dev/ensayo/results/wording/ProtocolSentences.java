package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.protocol.Protocols;
import dev.ensayo.results.protocol.PublishedResult.Counts;
import dev.ensayo.results.protocol.Standing;
import java.util.List;
import java.util.Optional;

/** Whether a study found what was published, where it was run with the same settings. */
final class ProtocolSentences {
  private final Phrasebook words;
  private final ProtocolTable table;

  ProtocolSentences(Phrasebook words) {
    this.words = words;
    this.table = new ProtocolTable(words);
  }

  /** None for a study of which nothing is published. */
  ImmutableList<String> of(StudyResults results) {
    return of(Standing.of(Protocols.ofInstallation(), results));
  }

  /** One for each that was run with the publication's settings. */
  ImmutableList<String> of(List<Standing> standings) {
    return standings.stream()
        .flatMap(standing -> sentence(standing).stream())
        .collect(ImmutableList.toImmutableList());
  }

  private Optional<String> sentence(Standing standing) {
    String name = standing.published().variant();
    String published = table.published(standing);
    String here = table.here(standing);
    boolean betterCounts = standing.published().counts() == Counts.AT_LEAST_AS_GOOD;
    return switch (standing.state()) {
      case INSIDE ->
          Optional.of(
              betterCounts
                  ? words.say(
                      "{0} reaches what is published: {1}, here {2}.", name, published, here)
                  : words.say(
                      "{0} agrees with what is published: {1}, here {2}.", name, published, here));
      case OUTSIDE ->
          Optional.of(
              betterCounts
                  ? words.say(
                      "{0} does not reach what is published: {1}, here {2}.", name, published, here)
                  : words.say(
                      "{0} does not agree with what is published: {1}, here {2}.",
                      name, published, here));
      case NOT_RUN, SETTINGS_DIFFER -> Optional.empty();
    };
  }
}
