package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit.Answers;
import dev.ensayo.results.language.Phrasebook;
import java.util.OptionalInt;

/** Answers as a table of the report; what was read and answered stays as it is. */
public final class AnswerTable {
  private final Phrasebook words;

  public AnswerTable(Phrasebook words) {
    this.words = words;
  }

  /** A row for each answer. */
  public ReportTable of(Answers answers) {
    return new ReportTable(
        answers.title(),
        ImmutableList.of(
            ReportTable.Column.text(words.say("read")),
            ReportTable.Column.text(words.say("right answer")),
            ReportTable.Column.text(words.say("answer given")),
            ReportTable.Column.text(words.say("it is")),
            ReportTable.Column.number(words.say("its probability"))),
        answers.items().stream().map(this::row).collect(ImmutableList.toImmutableList()));
  }

  private ReportTable.Row row(Answers.Item item) {
    return new ReportTable.Row(
        OptionalInt.empty(),
        ImmutableList.of(
            ReportTable.Cell.of(item.source()),
            ReportTable.Cell.of(item.right()),
            ReportTable.Cell.of(item.given()),
            ReportTable.Cell.of(item.wasRight() ? words.say("right") : words.say("wrong")),
            ReportTable.Cell.of(words.number(item.probability(), 3))));
  }
}
