package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.reading.RunRecord;
import java.util.Locale;

/** Commands that make the runs and their report again. */
final class Commands {
  private final StudyResults results;

  Commands(StudyResults results) {
    this.results = results;
  }

  ImmutableList<String> lines() {
    String folder = "runs/" + results.study().name();
    StringBuilder run = new StringBuilder("./ensayo run " + folder + "/study.yaml --out again");
    for (String override : results.found().overrides()) {
      run.append(" --set ").append(quoted(override));
    }
    ImmutableList.Builder<String> commands = ImmutableList.builder();
    if (!results.found().source().isEmpty()) {
      commands.add(run.toString());
    }
    results.variants().stream()
        .flatMap(variant -> variant.runs().stream())
        .filter(RunRecord::isFinished)
        .findFirst()
        .ifPresent(
            finished ->
                commands.add(
                    String.format(
                        Locale.ROOT,
                        "./ensayo verify %s/%s/seed-%d",
                        folder,
                        finished.variant(),
                        finished.seed())));
    commands.add("./ensayo report " + folder);
    return commands.build();
  }

  private static String quoted(String argument) {
    return argument.matches("[A-Za-z0-9_.=,/:+-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
