package dev.ensayo.serving.command;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.plugin.ServiceTool;
import dev.ensayo.results.monitor.MonitorLog;
import dev.ensayo.serving.batching.BatchLimits;
import dev.ensayo.serving.http.Bodies;
import dev.ensayo.serving.http.ModelServer;
import dev.ensayo.serving.http.ServerLimits;
import dev.ensayo.serving.http.ServerPart;
import dev.ensayo.serving.http.ServerPlace;
import dev.ensayo.serving.monitor.Monitor;
import dev.ensayo.serving.monitor.MonitorPart;
import dev.ensayo.serving.monitor.MonitorSettings;
import dev.ensayo.serving.monitor.ServerMetrics;
import dev.ensayo.serving.page.PagePart;
import dev.ensayo.serving.versions.Dispatcher;
import dev.ensayo.serving.versions.ModelRegistry;
import dev.ensayo.serving.versions.NamedModel;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code serve}: the models of finished runs by HTTP. */
public final class ServeTool implements ServiceTool<ServeConfig> {
  /** The environment's way to give a token. */
  static final String TOKEN = "ENSAYO_TOKEN";

  private static final int MEGABYTE = 1 << 20;
  private static final Duration BODY_TIME = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration CHAMPIONS = Duration.ofSeconds(2);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final double NANOS_PER_MILLISECOND = 1e6;

  @Override
  public String name() {
    return "serve";
  }

  @Override
  public String summary() {
    return "Serves the models of finished runs by HTTP (Open Inference Protocol v2).";
  }

  @Override
  public Class<ServeConfig> configType() {
    return ServeConfig.class;
  }

  @Override
  public RunTool.Operands operands() {
    return new RunTool.Operands(
        "RUN",
        0,
        Integer.MAX_VALUE,
        "folders of finished runs, such as runs/STUDY/VARIANT/seed-1, or STUDY/VARIANT");
  }

  @Override
  public void use(ServeConfig options, Call call) throws IOException {
    ServerPlace place = place(options, Optional.ofNullable(System.getenv(TOKEN)));
    ModelRegistry registry =
        new ModelRegistry(
            new BatchLimits(
                options.maxBatch(),
                Duration.ofNanos((long) (options.maxDelay() * NANOS_PER_MILLISECOND)),
                options.queue()));
    try (Monitor monitor = monitor(options)) {
      ServedRuns runs = new ServedRuns(registry, monitor, options.copies());
      try (ChampionWatch champions = new ChampionWatch(runs, CHAMPIONS, call.err())) {
        load(options, call, registry, runs, champions);
        champions.start();
        serve(options, place, registry, monitor, call);
      }
    } finally {
      registry.close();
    }
  }

  private static Monitor monitor(ServeConfig options) throws IOException {
    return new Monitor(
        options.monitor().isPresent()
            ? Optional.of(new MonitorLog(Path.of(options.monitor().get())))
            : Optional.empty(),
        new MonitorSettings(options.window(), options.groupTexts()),
        Clock.systemUTC());
  }

  private static void load(
      ServeConfig options,
      Call call,
      ModelRegistry registry,
      ServedRuns runs,
      ChampionWatch champions)
      throws IOException {
    for (String operand : call.operands()) {
      ServedRuns.Loaded run = runs.load(operand, options.name());
      RunPlaces.pipeline(operand)
          .ifPresent(
              pipeline -> champions.follow(pipeline, run.name(), run.version(), run.folder()));
    }
    for (String route : options.route()) {
      runs.route(RouteOption.read("route", route));
    }
    for (String shadow : options.shadow()) {
      runs.shadow(RouteOption.read("shadow", shadow));
    }
    if (registry.models().isEmpty()) {
      throw new InvalidSettingException(
          "", "name a finished run, such as runs/STUDY/VARIANT/seed-1, or give a --route");
    }
  }

  private static void serve(
      ServeConfig options, ServerPlace place, ModelRegistry registry, Monitor monitor, Call call)
      throws IOException {
    ServerLimits limits = new ServerLimits(options.maxBody() * MEGABYTE, BODY_TIME, IDLE, STOP);
    MonitorPart watched = new MonitorPart(monitor, new Bodies(limits));
    ServerMetrics metrics = new ServerMetrics(registry, monitor);
    PagePart pages = new PagePart(registry, program(), watched.links());
    Dispatcher dispatcher = new Dispatcher(registry, List.of(monitor, metrics));
    List<ServerPart> parts = List.of(pages, watched, metrics);
    try (ModelServer server = ModelServer.start(place, limits, dispatcher, parts, program())) {
      tell(place, server.port(), registry, call.out());
      call.stop().await();
      call.err().println("stopping: what was accepted is answered …");
      call.err().flush();
    } catch (JavalinBindException e) {
      throw new InvalidSettingException(
          "port",
          "%s:%s is not to be had; another program may listen there, or --port is one of the"
                  .formatted(place.host(), place.port())
              + " system's");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String program() {
    String version = ServeTool.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  private static void tell(ServerPlace place, int port, ModelRegistry registry, PrintWriter out) {
    String host = place.host().contains(":") ? "[" + place.host() + "]" : place.host();
    String address = "http://" + host + ":" + port;
    for (NamedModel model : registry.models()) {
      model
          .versions()
          .forEach(
              version ->
                  out.println(
                      "%s, version %s: %s/v2/models/%s/infer"
                          .formatted(model.name(), version.version(), address, model.name())));
    }
    out.println("serving at " + address + ", where models can be tried; Ctrl-C stops");
    out.flush();
  }

  /**
   * Where is listened and who is trusted.
   *
   * @throws InvalidSettingException if other machines could come without a token
   */
  static ServerPlace place(ServeConfig options, Optional<String> fromEnvironment) {
    Optional<String> token =
        options.token().or(() -> fromEnvironment).filter(text -> !text.isEmpty());
    boolean loopback;
    try {
      loopback = InetAddress.getByName(options.host()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new InvalidSettingException(
          "host", "'" + options.host() + "' is no address of this machine");
    }
    if (!loopback && token.isEmpty()) {
      throw new InvalidSettingException(
          "host",
          "'%s' lets other machines in, which needs a token: --token, or %s in the environment"
              .formatted(options.host(), TOKEN));
    }
    return new ServerPlace(options.host(), options.port(), token);
  }
}
