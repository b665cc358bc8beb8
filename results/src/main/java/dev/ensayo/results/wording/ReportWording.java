package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.StudyResults;

/** All that one study's report says, the same in HTML and Markdown. */
public final class ReportWording {
  private final StudyResults results;
  private final Terms terms;

  public ReportWording(StudyResults results) {
    this.results = results;
    this.terms = new Terms(results);
  }

  /** For the head of the report. */
  public ImmutableList<Fact> facts() {
    return new Facts(terms).all();
  }

  /** Runs that failed, did not finish, or have no usable score: each with its reason. */
  public ImmutableList<String> problems() {
    return new Problems(results).sentences();
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

  /** How the study was made, as a paragraph of plain text for a paper's appendix. */
  public String methodsParagraph() {
    return new MethodsParagraph(terms).text();
  }

  /** Commands that make the runs and this report again. */
  public ImmutableList<String> commands() {
    return new Commands(results).lines();
  }

  /** What stands on figures, above them and below. */
  public Captions captions() {
    return new Captions(terms);
  }

  public ReportTables tables() {
    return new ReportTables(terms);
  }
}
