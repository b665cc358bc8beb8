package dev.ensayo.experiments.faults;

import dev.ensayo.experiments.cli.Ensayo;

/** Reports and exports the same study over and over, to be killed at it. */
public final class EndlessWriting {
  /** What it says when it begins for the second time: now everything was written once. */
  public static final String AGAIN = "again";

  private EndlessWriting() {}

  /**
   * @param places of the study, and of the folder to write to
   */
  public static void main(String[] places) {
    String study = places[0];
    String own = places[1];
    while (true) {
      run("report", study, "--out", own + "/report");
      run("export", study, "--to", "csv", "--out", own + "/csv");
      run("export", study, "--to", "tensorboard", "--out", own + "/tensorboard");
      System.out.println(AGAIN);
    }
  }

  private static void run(String... command) {
    int exitCode = Ensayo.commandLine().execute(command);
    if (exitCode != 0) {
      throw new IllegalStateException(command[0] + " ended with " + exitCode);
    }
  }
}
