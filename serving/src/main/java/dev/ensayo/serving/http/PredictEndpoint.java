package dev.ensayo.serving.http;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.serving.protocol.FieldReader;
import dev.ensayo.serving.protocol.FieldWriter;
import dev.ensayo.serving.protocol.InferenceRequest;
import dev.ensayo.serving.protocol.InferenceResponse;
import dev.ensayo.serving.versions.ModelRegistry;
import dev.ensayo.serving.versions.NamedModel;
import dev.ensayo.serving.versions.ServedVersion;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/** Plain requests, for people: a field for each input. */
final class PredictEndpoint implements Endpoint {
  private final ModelRegistry registry;

  PredictEndpoint(ModelRegistry registry) {
    this.registry = registry;
  }

  @Override
  public InferenceRequest read(byte[] body, HttpFields headers, Target target) {
    NamedModel model = registry.model(target.model());
    ServedVersion version =
        target.version().map(model::version).orElseGet(() -> model.versions().get(0));
    return FieldReader.read(body, version.signature().inputs());
  }

  @Override
  public Reply write(InferenceResponse response, InferenceRequest request) {
    return Reply.of(Reply.JSON, FieldWriter.write(response, labels(response)));
  }

  private Map<String, List<String>> labels(InferenceResponse response) {
    return registry.model(response.model()).versions().stream()
        .filter(other -> other.version().equals(response.version()))
        .findFirst()
        .flatMap(ServedVersion::preprocessing)
        .map(Preprocessing::outputs)
        .filter(Outputs.Classes.class::isInstance)
        .map(outputs -> ImmutableMap.of("probabilities", ((Outputs.Classes) outputs).names()))
        .orElse(ImmutableMap.of());
  }
}
