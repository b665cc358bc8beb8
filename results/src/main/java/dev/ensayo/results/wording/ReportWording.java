package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Language;
import dev.ensayo.results.analysis.ExhibitGroup;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;
import java.util.List;
import java.util.Optional;

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
  public ImmutableList<Claim> problems() {
    return new Problems(terms)
        .sentences().stream()
            .map(problem -> new Claim(problem, Evidence.RUNS))
            .collect(ImmutableList.toImmutableList());
  }

  /** What became of the study's hypotheses; empty if it never had one. */
  public ImmutableList<Claim> hypotheses() {
    return new HypothesisWords(terms).claims();
  }

  /** What a search has tried and chosen; empty where none has begun. */
  public Optional<SearchWords> search() {
    return results.search().map(found -> new SearchWords(terms, found));
  }

  /** The results in sentences. */
  public ImmutableList<Claim> summary() {
    ClaimList claims = new ClaimList();
    claims.addAll(new Summary(terms).claims());
    claims.addAll(new ProtocolSentences(terms.words()).of(results), Evidence.PUBLISHED);
    return claims.build();
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

  /** What the runs show beside their metrics. */
  public ImmutableList<ExhibitGroup> exhibits() {
    return told(results.exhibits());
  }

  /** Of that, what stands beside the answer. */
  public Optional<ExhibitGroup> lead() {
    return told(results.lead().stream().toList()).stream().findFirst();
  }

  /** Of that, the rest. */
  public ImmutableList<ExhibitGroup> otherExhibits() {
    return told(results.otherExhibits());
  }

  private ImmutableList<ExhibitGroup> told(List<ExhibitGroup> groups) {
    if (terms.words().language() == Language.ENGLISH) {
      return ImmutableList.copyOf(groups);
    }
    ExhibitWords told = new ExhibitWords(terms.words());
    return groups.stream()
        .map(group -> group.with(told, tables -> told.numbers(group.name(), tables)))
        .collect(ImmutableList.toImmutableList());
  }

  public ReportTables tables() {
    return new ReportTables(terms);
  }
}
