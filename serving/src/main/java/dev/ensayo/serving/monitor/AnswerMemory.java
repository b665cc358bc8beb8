package dev.ensayo.serving.monitor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was answered lately, until its right answer comes; the oldest are forgotten first.
 * Thread-safe.
 */
final class AnswerMemory {
  private final int most;
  private final Map<String, Answer> answers = new LinkedHashMap<>();

  /**
   * The answers to one request.
   *
   * @param version that answered
   * @param rows in their order
   */
  record Answer(String version, List<Told> rows) {}

  /**
   * @param most requests that are remembered
   */
  AnswerMemory(int most) {
    this.most = most;
  }

  synchronized void put(String id, Answer answer) {
    answers.remove(id);
    answers.put(id, answer);
    if (answers.size() > most) {
      answers.remove(answers.keySet().iterator().next());
    }
  }

  /** Takes an answer out, since it is judged once; empty if it was forgotten or never given. */
  synchronized Optional<Answer> take(String id) {
    return Optional.ofNullable(answers.remove(id));
  }
}
