package dev.ensayo.results.wording;

import dev.ensayo.results.language.Phrasebook;

/** Headings that do not depend on the study. */
public enum Heading {
  PROBLEMS,
  HYPOTHESES,
  SUMMARY,
  SEARCH,
  GRID,
  EFFECTS,
  CURVES,
  RESULTS,
  CHANGES,
  EXHIBITS,
  EFFICIENCY_AND_TIME,
  TIME,
  OTHER_TESTS,
  EVERY_RUN,
  METHODS,
  APPENDIX,
  REPRODUCE,
  MACHINE,
  STUDY;

  /** The heading in a language. */
  public String in(Phrasebook words) {
    return switch (this) {
      case PROBLEMS -> words.say("Runs without a score");
      case HYPOTHESES -> words.say("What was expected");
      case SUMMARY -> words.say("In short");
      case SEARCH -> words.say("What was searched");
      case GRID -> words.say("Scores over the grid");
      case EFFECTS -> words.say("What each part does");
      case CURVES -> words.say("Learning curves");
      case RESULTS -> words.say("Results");
      case CHANGES -> words.say("What each variant changes");
      case EXHIBITS -> words.say("What the runs show");
      case EFFICIENCY_AND_TIME -> words.say("Sample efficiency and time");
      case TIME -> words.say("Time");
      case OTHER_TESTS -> words.say("Other tests");
      case EVERY_RUN -> words.say("Every run");
      case METHODS -> words.say("How to read the numbers");
      case APPENDIX -> words.say("For a paper's appendix");
      case REPRODUCE -> words.say("Reproduce");
      case MACHINE -> words.say("Machine");
      case STUDY -> words.say("The study as written");
    };
  }
}
