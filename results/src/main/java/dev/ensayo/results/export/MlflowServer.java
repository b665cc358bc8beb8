package dev.ensayo.results.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Speaks to an MLflow server through its REST interface, version 2.0. */
final class MlflowServer {
  private static final String API = "/api/2.0/mlflow/";
  private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int LONGEST_MESSAGE = 300;

  private final String address;
  private final Duration patience;
  private final HttpClient client;

  /**
   * @param address such as {@code http://localhost:5000}
   * @param patience how long an answer may take
   */
  MlflowServer(URI address, Duration patience) {
    String text = address.toString();
    this.address = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build();
  }

  /** Asks for something, with one parameter. */
  JsonNode get(String call, String parameter, String value) throws MlflowException {
    return send(
        call,
        request(
                API
                    + call
                    + "?"
                    + parameter
                    + "="
                    + URLEncoder.encode(value, StandardCharsets.UTF_8))
            .GET()
            .build());
  }

  JsonNode post(String call, JsonNode body) throws MlflowException {
    return send(
        call,
        request(API + call)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  /**
   * Hands in a file through the proxy for artifacts.
   *
   * @param path where, below the root of artifacts; each part is one of plain letters
   */
  void putArtifact(String path, Path file) throws IOException {
    send(
        "artifacts",
        request(ARTIFACTS + path)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofFile(file))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(patience);
  }

  private JsonNode send(String call, HttpRequest request) throws MlflowException {
    HttpResponse<String> response;
    try {
      response = client.send(request, BodyHandlers.ofString());
    } catch (HttpTimeoutException e) {
      throw new MlflowException(
          "the MLflow server at "
              + address
              + " did not answer '"
              + call
              + "' within "
              + patience.toSeconds()
              + " s",
          "",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MlflowException("interrupted", "", new InterruptedIOException());
    } catch (IOException e) {
      throw new MlflowException(
          "no MLflow server answers at "
              + address
              + (e.getMessage() == null ? "" : " (" + firstLine(e.getMessage()) + ")"),
          "",
          e);
    }
    JsonNode answer = json(response.body());
    if (response.statusCode() == OK) {
      return answer;
    }
    String code = answer.path("error_code").asText("");
    String message =
        answer.path("message").isTextual() ? answer.path("message").asText() : response.body();
    throw new MlflowException(
        "the MLflow server at "
            + address
            + " refuses '"
            + call
            + "' with "
            + response.statusCode()
            + (code.isEmpty() ? "" : " " + code)
            + (message.isBlank() ? "" : ": " + firstLine(message)),
        code,
        null);
  }

  private static JsonNode json(String body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String firstLine(String text) {
    String line = text.strip().lines().findFirst().orElse("");
    return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
  }
}
