package dev.ensayo.serving.model;

import com.google.common.collect.Iterables;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.serving.protocol.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The model of a finished run with named inputs and outputs. */
public interface ServedModel extends AutoCloseable {
  /** What it is asked by and what it answers. */
  ModelSignature signature();

  /** How the run made its inputs and what they were like; empty where it wrote nothing of it. */
  Optional<Preprocessing> preprocessing();

  /**
   * Reads inputs. May be called by several threads at a time, for which other requests wait.
   *
   * @param inputs by the names of the signature
   * @param parameters of the request; those that it does not know are left alone
   * @throws dev.ensayo.serving.protocol.BadRequestException if they are not what it is asked by
   */
  Question prepare(List<Tensor> inputs, Map<String, Object> parameters);

  /**
   * Whether several questions are answered sooner together than one after the other. Where they are
   * not, each is answered as soon as it is computed.
   */
  default boolean computesTogether() {
    return false;
  }

  /**
   * Answers some questions; each is answered as if it had been asked alone, bit for bit. To be
   * called by one thread at a time.
   *
   * @param questions that this model has prepared
   * @return the outputs of each, in the order of the questions
   */
  List<List<Tensor>> answer(List<Question> questions);

  /** Answers one question, without a server. To be called by one thread at a time. */
  default List<Tensor> predict(List<Tensor> inputs, Map<String, Object> parameters) {
    return Iterables.getOnlyElement(answer(List.of(prepare(inputs, parameters))));
  }

  @Override
  void close();
}
