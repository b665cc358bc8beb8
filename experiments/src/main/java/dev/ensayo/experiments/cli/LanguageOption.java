package dev.ensayo.experiments.cli;

import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.study.Language;
import dev.ensayo.results.report.ReportLanguage;
import java.util.Locale;
import picocli.CommandLine.Option;

/** {@code --lang}: what a report is written in. */
final class LanguageOption {
  @Option(
      names = "--lang",
      paramLabel = "en|es",
      description =
          "Language of what is shown (default: the study's 'language', else that of the machine, else"
              + " English).")
  private String tag;

  /**
   * The choice.
   *
   * @throws WrongInputException if no report is written in the language asked for
   */
  ReportLanguage choice() {
    if (tag == null) {
      return ReportLanguage.ofStudies(Language.of(Locale.getDefault(Locale.Category.DISPLAY)));
    }
    return ReportLanguage.asked(
        Language.of(tag)
            .orElseThrow(
                () ->
                    new WrongInputException(
                        "--lang: no report is written in '"
                            + tag
                            + "'; "
                            + NearestName.hint(tag, Language.tags()))));
  }
}
