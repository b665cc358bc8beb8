package dev.ensayo.serving.model;

import java.util.Map;
import java.util.function.Predicate;

/** A model that writes text, which can be read while it is written. */
public interface WritingModel extends ServedModel {
  /**
   * Reads what is to be gone on with. May be called by several threads at a time. What is written
   * is given away while the question is answered, in the thread that does so.
   *
   * @param pieces takes what is written and says whether to go on
   * @throws dev.ensayo.serving.protocol.BadRequestException if the prompt cannot be read
   */
  Question prepareWriting(String prompt, Map<String, Object> parameters, Predicate<String> pieces);
}
