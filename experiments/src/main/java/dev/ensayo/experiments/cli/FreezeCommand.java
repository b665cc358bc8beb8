package dev.ensayo.experiments.cli;

import dev.ensayo.core.study.Language;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.archive.StudyArchive;
import dev.ensayo.experiments.progress.SlowWork;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.report.ReportLanguage;
import dev.ensayo.results.report.ReportWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ensayo freeze}: a study in one file. */
@Command(
    name = "freeze",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a study into one zip: the study, its report, and of its finished runs configuration,"
          + " manifest, metrics and exhibits, each with its SHA-256.",
      "The same content gives the same bytes. 'ensayo reproduce' checks it and runs it again."
    })
final class FreezeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder of a study, such as runs/cartpole-dqn.")
  private Path folder;

  @Option(
      names = "--out",
      paramLabel = "FILE.zip",
      required = true,
      description = "The archive; one that is there is replaced.")
  private Path file;

  @Option(
      names = "--models",
      description = "Packs what was learned, too: models, tables, vocabularies.")
  private boolean models;

  @Override
  public Integer call() throws IOException {
    StudyDirectory study = new StudyDirectory(folder);
    if (!study.exists()) {
      throw new WrongInputException(
          "'" + folder + "' is not the folder of a study: it has no study.yaml");
    }
    if (Files.isDirectory(file)) {
      throw new WrongInputException("--out is a folder, '" + file + "'; give the name of a file");
    }
    StudyArchive archive;
    try (SlowWork work = new SlowWork(spec.commandLine().getErr())) {
      if (!Files.exists(study.report().resolve(ReportWriter.HTML))) {
        Path unused =
            ReportWriter.write(
                List.of(study.path()),
                study.report(),
                ReportLanguage.ofStudies(Language.ENGLISH),
                work::doing);
      }
      work.doing("packing " + study.path());
      archive = StudyArchive.write(study, models, file);
    } catch (StudyArchive.NothingToFreezeException e) {
      throw new WrongInputException(e.getMessage());
    }
    PrintWriter err = spec.commandLine().getErr();
    archive.leftOut().forEach((run, why) -> err.println("left out: " + run + " is " + why));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        file
            + ": "
            + Figures.count(archive.runs())
            + (archive.runs() == 1 ? " run, " : " runs, ")
            + Figures.count(archive.files())
            + " files, "
            + Figures.count((double) archive.bytes())
            + " bytes");
    out.println("sha256: " + archive.sha256());
    return ExitCode.DONE;
  }
}
