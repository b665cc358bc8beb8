package dev.ensayo.results.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A Chromium without a window, spoken to by the Chrome DevTools Protocol
 * (https://chromedevtools.github.io/devtools-protocol/).
 */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST_SECONDS = 120;

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final List<String> console = Collections.synchronizedList(new ArrayList<>());
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

  private Chromium(Process process, URI page) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Listener()).join();
  }

  /** The program that {@code -Densayo.chromium} names, else one of the path; empty without any. */
  static Optional<Path> find() {
    String named = System.getProperty("ensayo.chromium", "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named)).filter(Files::isExecutable);
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it with one empty page.
   *
   * @param profile an empty folder for what it writes
   */
  static Chromium start(Path program, Path profile) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("output.txt").toFile())
            .start();
    Path told = profile.resolve("DevToolsActivePort");
    for (long i = 0; Files.notExists(told) || Files.size(told) == 0; i++) {
      if (i > MOST_SECONDS * 20 || !process.isAlive()) {
        process.destroyForcibly();
        throw new IOException(
            "Chromium did not start: " + Files.readString(profile.resolve("output.txt")));
      }
      Thread.sleep(50);
    }
    String port = Files.readAllLines(told).get(0);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    String page =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    Chromium chromium =
        new Chromium(process, URI.create(JSON.readTree(page).get("webSocketDebuggerUrl").asText()));
    for (String domain : List.of("Page", "Runtime", "Log")) {
      chromium.call(domain + ".enable", "{}");
    }
    return chromium;
  }

  /** Opens a page of a width and a colour scheme, and waits until it is there. */
  void open(Path page, int width, String scheme) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        "{'width':" + width + ",'height':900,'deviceScaleFactor':1,'mobile':false}");
    call(
        "Emulation.setEmulatedMedia",
        "{'features':[{'name':'prefers-color-scheme','value':'" + scheme + "'}]}");
    loaded = new CompletableFuture<>();
    call("Page.navigate", "{'url':'" + page.toUri() + "'}");
    loaded.get(MOST_SECONDS, TimeUnit.SECONDS);
  }

  /** The value of an expression. */
  JsonNode evaluate(String expression) {
    ObjectNode parameters = JSON.createObjectNode();
    parameters.put("expression", expression).put("returnByValue", true);
    JsonNode answer = call("Runtime.evaluate", parameters);
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.get("exceptionDetails").toPrettyString());
    }
    return answer.get("result").path("value");
  }

  /** Presses a key and lets it go. */
  void press(String key, int code) {
    String which = "'key':'" + key + "','code':'" + key + "','windowsVirtualKeyCode':" + code + "}";
    call("Input.dispatchKeyEvent", "{'type':'rawKeyDown'," + which);
    call("Input.dispatchKeyEvent", "{'type':'keyUp'," + which);
  }

  /** The page from top to bottom as PNG. */
  byte[] picture() throws IOException {
    return call("Page.captureScreenshot", "{'format':'png','captureBeyondViewport':true}")
        .get("data")
        .binaryValue();
  }

  /** What stands in the console: messages, errors, what could not be loaded. */
  List<String> console() {
    return List.copyOf(console);
  }

  /**
   * Calls a method.
   *
   * @param parameters JSON with ' for "
   */
  JsonNode call(String method, String parameters) {
    try {
      return call(method, JSON.readTree(parameters.replace('\'', '"')));
    } catch (IOException e) {
      throw new AssertionError(parameters, e);
    }
  }

  private JsonNode call(String method, JsonNode parameters) {
    int id = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    pending.put(id, answer);
    ObjectNode message = JSON.createObjectNode();
    message.put("id", id).put("method", method).set("params", parameters);
    socket.sendText(message.toString(), true).join();
    JsonNode told = answer.orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
    if (told.has("error")) {
      throw new AssertionError(method + ": " + told.get("error"));
    }
    return told.get("result");
  }

  @Override
  public void close() {
    socket.abort();
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    children.forEach(ProcessHandle::destroyForcibly);
    children.forEach(child -> child.onExit().join());
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        try {
          take(JSON.readTree(message.toString()));
        } catch (IOException e) {
          console.add("not understood: " + message);
        }
        message.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void take(JsonNode told) {
      if (told.has("id")) {
        pending.remove(told.get("id").asInt()).complete(told);
        return;
      }
      switch (told.path("method").asText()) {
        case "Page.loadEventFired" -> loaded.complete(null);
        case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
            console.add(told.toString());
        default -> {}
      }
    }
  }
}
