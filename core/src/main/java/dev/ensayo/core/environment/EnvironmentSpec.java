package dev.ensayo.core.environment;

/**
 * What an agent needs to know of an environment before the first step: its kind and its shapes.
 *
 * <p>Each kind (a decision process, a corpus, images, a table) has its own implementation; an
 * agent's provider looks at the kind to say whether it can learn from it.
 */
public interface EnvironmentSpec {
  /** The kind in a word or two, for messages: "decision process", "corpus". */
  String kind();
}
