package dev.ensayo.serving.versions;

import dev.ensayo.serving.protocol.InferenceRequest;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request to a model.
 *
 * @param version which is to answer; empty for whichever gets the key
 * @param key what the version is picked by; empty for the id of the request
 * @param deadline as of {@link System#nanoTime}
 */
public record Ask(
    String model,
    Optional<String> version,
    Optional<String> key,
    OptionalLong deadline,
    InferenceRequest request) {}
