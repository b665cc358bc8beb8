package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.reading.RunRecord;

/** Commands that make the runs and their report again. */
final class Commands {
  private final StudyResults results;

  Commands(StudyResults results) {
    this.results = results;
  }

  ImmutableList<String> lines() {
    String folder = results.folder();
    boolean isStudy = !results.found().source().isEmpty();
    ImmutableList.Builder<String> commands = ImmutableList.builder();
    if (isStudy) {
      StringBuilder run =
          new StringBuilder("./ensayo run " + quoted(folder + "/study.yaml") + " --out again");
      for (String override : results.found().overrides()) {
        run.append(" --set ").append(quoted(override));
      }
      commands.add(run.toString());
    }
    results.variants().stream()
        .flatMap(variant -> variant.runs().stream())
        .filter(RunRecord::isFinished)
        .findFirst()
        .ifPresent(
            finished ->
                commands.add(
                    "./ensayo verify "
                        + quoted(
                            isStudy
                                ? folder + "/" + finished.variant() + "/seed-" + finished.seed()
                                : folder)));
    commands.add("./ensayo report " + quoted(folder));
    return commands.build();
  }

  private static String quoted(String argument) {
    return argument.matches("[A-Za-z0-9_.=,/:+-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
