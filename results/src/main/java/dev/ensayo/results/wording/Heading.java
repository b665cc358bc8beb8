package dev.ensayo.results.wording;

/** Headings that do not depend on the study. */
public enum Heading {
  PROBLEMS("Runs without a score"),
  SUMMARY("In short"),
  GRID("Scores over the grid"),
  CURVES("Learning curves"),
  RESULTS("Results"),
  CHANGES("What each variant changes"),
  EXHIBITS("What the runs show"),
  EFFICIENCY_AND_TIME("Sample efficiency and time"),
  TIME("Time"),
  OTHER_TESTS("Other tests"),
  EVERY_RUN("Every run"),
  METHODS("How to read the numbers"),
  APPENDIX("For a paper's appendix"),
  REPRODUCE("Reproduce"),
  MACHINE("Machine"),
  STUDY("The study as written");

  private final String text;

  Heading(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
