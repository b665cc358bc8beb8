package dev.ensayo.results.report;

import dev.ensayo.core.study.Language;
import dev.ensayo.results.analysis.StudyResults;
import java.util.List;
import java.util.Optional;

/**
 * Which language a report is written in: the one asked for, else what the studies say, else that of
 * the reader.
 *
 * @param asked goes before what studies say; may be empty
 * @param reader where nobody says
 */
public record ReportLanguage(Optional<Language> asked, Language reader) {
  /** The one asked for, whatever studies say. */
  public static ReportLanguage asked(Language language) {
    return new ReportLanguage(Optional.of(language), language);
  }

  /** What the studies say, else that of the reader. */
  public static ReportLanguage ofStudies(Language reader) {
    return new ReportLanguage(Optional.empty(), reader);
  }

  /** That of what is shown of a study which says one, or does not. */
  public Language of(Optional<Language> study) {
    return asked.or(() -> study).orElse(reader);
  }

  /** That of one report over several studies: the first that says one decides. */
  Language of(List<StudyResults> studies) {
    return of(studies.stream().flatMap(each -> each.study().language().stream()).findFirst());
  }
}
