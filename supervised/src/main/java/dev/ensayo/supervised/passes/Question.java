package dev.ensayo.supervised.passes;

import dev.ensayo.backend.pass.PassLoss;

/** What is asked about examples, and how a network's outputs answer. */
public interface Question {
  /** What is minimized. */
  PassLoss loss();

  /** What the outputs should be for an example, {@code [O]}. */
  double[] targets(int example);

  /** The right answer in words. */
  String right(int example);

  /** The answer of such outputs in words. */
  String answer(double[] outputs);

  /** The probability of each class, {@code [K]}; empty where numbers are asked for. */
  double[] probabilities(double[] outputs);
}
