package dev.ensayo.results.report;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.AtomicFolder;
import dev.ensayo.core.file.FileSync;
import dev.ensayo.core.study.Language;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.results.analysis.StudyAnalysis;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.csv.CsvScores;
import dev.ensayo.results.csv.CsvSummary;
import dev.ensayo.results.html.FigureFiles;
import dev.ensayo.results.html.HtmlReport;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.latex.LatexTables;
import dev.ensayo.results.markdown.MarkdownReport;
import dev.ensayo.results.markdown.MarkdownTables;
import dev.ensayo.results.markdown.MethodsFile;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.reading.RunLinks;
import dev.ensayo.results.reading.StudyRuns;
import dev.ensayo.results.reading.StudyRunsReader;
import dev.ensayo.results.reading.TuningSeeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes {@code index.html}, {@code report.md}, {@code summary.csv}, {@code scores.csv}, {@code
 * methods.txt} and the folders {@code figures} and {@code tables} from runs on disk, all of them at
 * once or none. The same runs in the same place give the same bytes.
 */
public final class ReportWriter {
  /** The page. */
  public static final String HTML = "index.html";

  /** The same as text. */
  public static final String MARKDOWN = "report.md";

  /** A row for each variant. */
  public static final String CSV = "summary.csv";

  /** A row for each run. */
  public static final String SCORES = "scores.csv";

  /** How the studies were made, for a paper's appendix. */
  public static final String METHODS = "methods.txt";

  /** A folder with each figure as SVG and as CSV. */
  public static final String FIGURES = "figures";

  /** A folder with each table as LaTeX and as Markdown. */
  public static final String TABLES = "tables";

  private ReportWriter() {}

  /**
   * Writes one report with a section for each folder.
   *
   * @param folders of studies, of variants or of single runs
   * @param out folder of the report; made if it is not there
   * @return the page, in the language that the first study names, else in English
   * @throws java.nio.file.NoSuchFileException if a folder holds neither a study nor runs
   * @throws dev.ensayo.core.config.ConfigException if a study's file cannot be read
   */
  public static Path write(List<Path> folders, Path out) throws IOException {
    return write(folders, out, ReportLanguage.ofStudies(Language.ENGLISH), doing -> {});
  }

  /**
   * The same, telling what it is at.
   *
   * @param language chooses the language
   * @param doing takes a phrase such as "reading the runs in runs/xor" as it begins with that
   */
  public static Path write(
      List<Path> folders, Path out, ReportLanguage language, Consumer<String> doing)
      throws IOException {
    folders.forEach(TuningSeeds::checkHoldsResults);
    List<StudyRuns> read = new ArrayList<>();
    for (Path folder : folders) {
      doing.accept("reading the runs in " + named(folder));
      read.add(StudyRunsReader.read(folder));
    }
    TuningSeeds.checkNoLeak(read);
    ImmutableList.Builder<StudyResults> reports = ImmutableList.builder();
    for (int i = 0; i < read.size(); i++) {
      StudyRuns runs = read.get(i);
      String name = named(folders.get(i));
      doing.accept("comparing the " + Figures.count(runs.runs().size()) + " runs in " + name);
      reports.add(StudyAnalysis.of(runs, name));
    }
    doing.accept("writing the report to " + out);
    ImmutableList<StudyResults> found = reports.build();
    Phrasebook words = Phrasebook.of(language.of(found));
    RunLinks links = RunLinks.from(out);
    String markdown = new MarkdownReport(found, words, HTML, links).write();
    String csv = CsvSummary.write(found);
    String scores = CsvScores.write(found);
    String html = new HtmlReport(found, words, links).write();
    String methods = MethodsFile.write(found, words);
    Map<String, String> figures = FigureFiles.write(found, words);
    Map<String, String> latex = LatexTables.write(found, words);
    Map<String, String> tables = MarkdownTables.write(found, words);
    AtomicFolder.write(
        out,
        folder -> {
          AtomicFile.writeUnforced(folder.resolve(MARKDOWN), markdown);
          AtomicFile.writeUnforced(folder.resolve(CSV), csv);
          AtomicFile.writeUnforced(folder.resolve(SCORES), scores);
          AtomicFile.writeUnforced(folder.resolve(METHODS), methods);
          write(folder.resolve(FIGURES), figures);
          write(folder.resolve(TABLES), latex);
          write(folder.resolve(TABLES), tables);
          AtomicFile.writeUnforced(folder.resolve(HTML), html);
          FileSync.forceBelow(folder);
        });
    return out.resolve(HTML);
  }

  private static void write(Path folder, Map<String, String> files) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> file : files.entrySet()) {
      AtomicFile.writeUnforced(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** The study's folder, named as the caller names what lies in it. */
  private static String named(Path folder) {
    Path place = folder.normalize();
    for (Path above : List.of(place, place.resolve(".."), place.resolve("../.."))) {
      if (new StudyDirectory(above).exists()) {
        place = above.normalize();
        break;
      }
    }
    return place.toString().isEmpty() ? "." : place.toString();
  }
}
