package dev.ensayo.results.markdown;

import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.wording.AnswerTable;
import dev.ensayo.results.wording.Captions;
import dev.ensayo.results.wording.ExhibitTable;
import dev.ensayo.results.wording.SurfaceWords;

/** Texts and tables; of what is drawn, where it is drawn. */
final class MarkdownExhibit implements Exhibit.Visitor<String> {
  private final Phrasebook words;
  private final Captions captions;
  private final String page;

  /**
   * @param words the language of the report
   * @param captions in that language
   * @param page name of the file with the figures
   */
  MarkdownExhibit(Phrasebook words, Captions captions, String page) {
    this.words = words;
    this.captions = captions;
    this.page = page;
  }

  @Override
  public String texts(Exhibit.Texts texts) {
    MarkdownText text = new MarkdownText();
    for (Exhibit.Texts.Item item : texts.items()) {
      text.paragraph(item.heading());
      text.fenced("text", item.text());
    }
    return text.toString();
  }

  @Override
  public String table(Exhibit.Table table) {
    MarkdownText text = new MarkdownText();
    text.table(ExhibitTable.of(table));
    return text.toString();
  }

  @Override
  public String curves(Exhibit.Curves curves) {
    return drawn();
  }

  @Override
  public String points(Exhibit.Points points) {
    return drawn();
  }

  @Override
  public String scatter(Exhibit.Scatter scatter) {
    return drawn();
  }

  @Override
  public String pictures(Exhibit.Pictures pictures) {
    return drawn();
  }

  @Override
  public String drawn(Exhibit.Drawn drawn) {
    MarkdownText text = new MarkdownText();
    if (!drawn.note().isEmpty()) {
      text.paragraph(drawn.note());
    }
    if (drawn.text().isEmpty()) {
      return text + drawn();
    }
    text.fenced("text", drawn.text().stripTrailing());
    return text.toString();
  }

  @Override
  public String answers(Exhibit.Answers answers) {
    MarkdownText text = new MarkdownText();
    text.table(new AnswerTable(words).of(answers));
    if (answers.items().stream().anyMatch(Exhibit.Answers.Item::hasWeights)) {
      text.blankLine();
      text.paragraph(captions.attentionIn(page));
    }
    return text.toString();
  }

  @Override
  public String field(Exhibit.Field field) {
    return drawn();
  }

  /** Where the paths begin and end says most of it in characters. */
  @Override
  public String surface(Exhibit.Surface surface) {
    MarkdownText text = new MarkdownText();
    text.paragraph(new SurfaceWords(words).paths(surface));
    return text + drawn();
  }

  private String drawn() {
    return captions.drawnIn(page) + "\n";
  }
}
