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
  private long rows;
  private final Map<String, Answer> answers = new LinkedHashMap<>();

  /**
   * The answers to one request.
   *
   * @param version that answered
   * @param rows in their order
   */
  record Answer(String version, List<Told> rows) {}

  /**
   * @param most rows that are remembered, and always the last answer
   */
  AnswerMemory(int most) {
    this.most = most;
  }

  synchronized void put(String id, Answer answer) {
    take(id);
    answers.put(id, answer);
    rows += answer.rows().size();
    while (rows > most && answers.size() > 1) {
      take(answers.keySet().iterator().next());
    }
  }

  /** Takes an answer out, since it is judged once; empty if it was forgotten or never given. */
  synchronized Optional<Answer> take(String id) {
    Answer taken = answers.remove(id);
    rows -= taken == null ? 0 : taken.rows().size();
    return Optional.ofNullable(taken);
  }
}
