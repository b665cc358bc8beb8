package dev.ensayo.results.wording;

/** A line at the head of a report, such as {@code Runs: 6 of 6 finished}. */
public record Fact(String label, String value) {}
