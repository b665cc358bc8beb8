package dev.ensayo.serving.model;

/** Inputs that one model has read and found good; made by {@link ServedModel#prepare} alone. */
public interface Question {
  /** How many rows are to be computed. */
  int rows();
}
