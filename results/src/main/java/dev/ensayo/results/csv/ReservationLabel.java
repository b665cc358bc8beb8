package dev.ensayo.results.csv;

import dev.ensayo.results.analysis.Breach;

/** The condition of a claim that does not hold, as one word for programs. */
final class ReservationLabel implements Breach.Visitor<String> {
  @Override
  public String lostSeeds(Breach.LostSeeds lost) {
    return "lost-seeds";
  }

  @Override
  public String interim(Breach.Interim interim) {
    return "interim";
  }

  @Override
  public String otherTask(Breach.OtherTask task) {
    return "other-task";
  }

  @Override
  public String otherBudget(Breach.OtherBudget budget) {
    return "other-budget";
  }

  @Override
  public String otherData(Breach.OtherData data) {
    return "other-data";
  }

  @Override
  public String otherCode(Breach.OtherCode code) {
    return "other-code";
  }
}
