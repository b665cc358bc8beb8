package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Language;
import dev.ensayo.results.analysis.ExhibitGroup;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;

/** All that one study's report says, the same in HTML and Markdown. */
public final class ReportWording {
  private final StudyResults results;
  private final Terms terms;

  /**
   * @param words the language that all of it is said in
   */
  public ReportWording(StudyResults results, Phrasebook words) {
    this.results = results;
    this.terms = new Terms(results, words);
  }

  /** For the head of the report. */
  public ImmutableList<Fact> facts() {
    return new Facts(terms).all();
  }

  /** Runs that failed, did not finish, or have no usable score: each with its reason. */
  public ImmutableList<String> problems() {
    return new Problems(terms).sentences();
  }

  /** The results in sentences. */
  public ImmutableList<String> summary() {
    return new Summary(terms).sentences();
  }

  /** What a reader must know before believing a number. */
  public ImmutableList<String> notes() {
    return new Notes(terms).sentences();
  }

  /** How the numbers came about, one statement each. */
  public ImmutableList<String> methods() {
    return new Methods(terms).statements();
  }

  /** Commands that make the runs and this report again. */
  public ImmutableList<String> commands() {
    return new Commands(results).lines();
  }

  /** What stands on figures, above them and below. */
  public Captions captions() {
    return new Captions(terms);
  }

  /** What the runs show beside their metrics. */
  public ImmutableList<ExhibitGroup> exhibits() {
    if (terms.words().language() == Language.ENGLISH) {
      return results.exhibits();
    }
    return results.exhibits().stream()
        .map(group -> group.with(new ExhibitWords(terms.words())))
        .collect(ImmutableList.toImmutableList());
  }

  public ReportTables tables() {
    return new ReportTables(terms);
  }
}
