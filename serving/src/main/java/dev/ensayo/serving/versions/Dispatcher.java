package dev.ensayo.serving.versions;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.serving.batching.ClosedException;
import dev.ensayo.serving.batching.QueueFullException;
import dev.ensayo.serving.model.Question;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.InferenceRequest;
import dev.ensayo.serving.protocol.InferenceResponse;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.protocol.TensorSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests to versions, and tells observers of the answers. Thread-safe. */
public final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final ModelRegistry registry;
  private final ImmutableList<AnswerObserver> observers;
  private final ShadowComparison shadows;
  private final AtomicLong count = new AtomicLong();
  private final String begin = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

  /**
   * @param observers hear of each answer
   */
  public Dispatcher(ModelRegistry registry, List<AnswerObserver> observers) {
    this.registry = registry;
    this.observers = ImmutableList.copyOf(observers);
    this.shadows = new ShadowComparison();
  }

  /** The models that are asked. */
  public ModelRegistry registry() {
    return registry;
  }

  /** How shadows agree with the versions that answer. */
  public ShadowComparison shadows() {
    return shadows;
  }

  /**
   * Looks whether a request may wait, before it is read: one that will be refused should cost
   * little, since it comes when there are too many.
   *
   * @param version that the request names
   * @throws UnknownModelException if there is no such model or version
   * @throws QueueFullException if as many wait as may for each version that could answer
   */
  public void checkRoom(String name, Optional<String> version) {
    NamedModel model = registry.model(name);
    ImmutableList<ServedVersion> able =
        version.map(model::version).map(ImmutableList::of).orElseGet(model::answering);
    if (!able.isEmpty() && able.stream().allMatch(ServedVersion::isFull)) {
      throw new QueueFullException(able.get(0).waiting());
    }
  }

  /**
   * Asks a model.
   *
   * @return completed by a thread of the model; with a {@link BadRequestException} if to these
   *     parameters it gives other outputs than are wanted
   * @throws UnknownModelException if there is no such model or version
   * @throws BadRequestException if the inputs or wanted outputs are not the model's
   * @throws QueueFullException if as many wait as may
   */
  public CompletableFuture<InferenceResponse> ask(Ask ask) {
    long begun = System.nanoTime();
    InferenceRequest request = ask.request();
    String id = id(request);
    NamedModel model = registry.model(ask.model());
    while (true) {
      ServedVersion version =
          ask.version().map(model::version).orElseGet(() -> model.pick(ask.key().orElse(id)));
      Question question = prepare(request, version);
      CompletableFuture<List<Tensor>> answer;
      try {
        answer = version.submit(question, ask.deadline());
      } catch (ClosedException e) {
        if (!isGone(model, version)) {
          throw e;
        }
        continue; // it was taken away since; another one answers
      }
      if (ask.version().isEmpty()) {
        model.shadow().ifPresent(shadow -> shadows.ask(shadow, version, request, answer));
      }
      return answer.thenApply(
          outputs -> {
            Answered answered = answered(version, id, request.inputs(), outputs, begun);
            tell(observer -> observer.answered(answered));
            return new InferenceResponse(
                model.name(), version.version(), id, wanted(request, outputs));
          });
    }
  }

  private Question prepare(InferenceRequest request, ServedVersion version) {
    try {
      checkOutputs(request, version);
      return version.prepare(request);
    } catch (BadRequestException e) {
      tell(observer -> observer.refused(version.name(), version.version()));
      throw e;
    }
  }

  /**
   * Text that is read while it is written.
   *
   * @param version that writes it
   * @param id of the answer, for feedback
   * @param done completed when it is written
   */
  public record Writing(String version, String id, CompletableFuture<List<Tensor>> done) {}

  /**
   * Lets a model go on with a text.
   *
   * @param ask whose request has parameters and no inputs
   * @param pieces takes what is written, in a thread of the model, and says whether to go on
   * @throws UnknownModelException if there is no such model or version
   * @throws BadRequestException if the model writes no text, or cannot read the prompt
   * @throws QueueFullException if as many wait as may
   */
  public Writing write(Ask ask, String prompt, Predicate<String> pieces) {
    long begun = System.nanoTime();
    String id = id(ask.request());
    NamedModel model = registry.model(ask.model());
    while (true) {
      ServedVersion version =
          ask.version().map(model::version).orElseGet(() -> model.pick(ask.key().orElse(id)));
      Question question =
          version.writing().prepareWriting(prompt, ask.request().parameters(), pieces);
      try {
        Tensor read = Tensor.of("text", List.of(1L, 1L), new String[] {prompt});
        return new Writing(
            version.version(),
            id,
            version
                .submit(question, ask.deadline())
                .whenComplete(
                    (outputs, failure) -> {
                      if (failure == null) {
                        Answered answered = answered(version, id, List.of(read), outputs, begun);
                        tell(observer -> observer.answered(answered));
                      }
                    }));
      } catch (ClosedException e) {
        if (!isGone(model, version)) {
          throw e;
        }
      }
    }
  }

  /** That of the client, else one of its own. */
  private String id(InferenceRequest request) {
    return request.id().isEmpty() ? begin + "-" + count.incrementAndGet() : request.id();
  }

  private static Answered answered(
      ServedVersion version, String id, List<Tensor> inputs, List<Tensor> outputs, long begun) {
    return new Answered(
        version.name(),
        version.version(),
        id,
        inputs,
        outputs,
        Instant.now(),
        Duration.ofNanos(System.nanoTime() - begun));
  }

  private static boolean isGone(NamedModel model, ServedVersion version) {
    return !model.versions().contains(version);
  }

  private void tell(Consumer<AnswerObserver> news) {
    for (AnswerObserver observer : observers) {
      try {
        news.accept(observer);
      } catch (RuntimeException e) {
        LOG.error("an observer of answers failed", e);
      }
    }
  }

  private static void checkOutputs(InferenceRequest request, ServedVersion version) {
    if (request.outputs().isEmpty()) {
      return;
    }
    List<String> names = version.signature().outputs().stream().map(TensorSpec::name).toList();
    for (InferenceRequest.Wanted wanted : request.outputs()) {
      if (!names.contains(wanted.name())) {
        throw new BadRequestException(
            "there is no output '%s'; %s"
                .formatted(wanted.name(), NearestName.hint(wanted.name(), names)));
      }
    }
  }

  private static List<Tensor> wanted(InferenceRequest request, List<Tensor> outputs) {
    if (request.outputs().isEmpty()) {
      return outputs;
    }
    ImmutableList.Builder<Tensor> wanted = ImmutableList.builder();
    for (InferenceRequest.Wanted output : request.outputs()) {
      wanted.add(
          outputs.stream()
              .filter(other -> other.name().equals(output.name()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new BadRequestException(
                          "to this request there is no output '%s', only %s"
                              .formatted(
                                  output.name(),
                                  String.join(
                                      ", ", outputs.stream().map(Tensor::name).toList())))));
    }
    return wanted.build();
  }
}
