package dev.ensayo.serving.command;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.Optional;

/** Options of {@link ServeTool}. */
public record ServeConfig(
    @Setting(
            value = "TCP port; 0 for any that is free",
            defaultValue = "8080",
            min = 0,
            max = 65_535)
        int port,
    @Setting(
            value =
                "name or address of the interface that is listened at; other machines reach it with"
                    + " 0.0.0.0, and then a token is needed",
            defaultValue = "127.0.0.1")
        String host,
    @Setting(
            "what requests must know: the header 'Authorization: Bearer TOKEN'; better given by the"
                + " environment as ENSAYO_TOKEN, which other users do not see")
        Optional<String> token,
    @Setting(
            "name of the model, of which all runs are versions; absent: that of the study, with the"
                + " variant behind it where that is not the baseline")
        Optional<String> name,
    @Setting(
            value =
                "which runs answer the requests of a name, and how many each, as"
                    + " NAME=RUN:90,RUN:10; which of them answers is told by a hash of the request's"
                    + " key",
            defaultValue = "[]")
        List<String> route,
    @Setting(
            value =
                "a run that is asked what a name is asked, as NAME=RUN; its answers are compared"
                    + " and never sent",
            defaultValue = "[]")
        List<String> shadow,
    @Setting(
            value = "rows that are computed together at most",
            defaultValue = "64",
            min = 1,
            max = 65_536,
            unit = "rows")
        int maxBatch,
    @Setting(
            value = "how long a request waits for others to be computed with",
            defaultValue = "0",
            min = 0,
            max = 10_000,
            unit = "ms")
        double maxDelay,
    @Setting(
            value = "requests that may wait for a model; one more is answered with 503",
            defaultValue = "1024",
            min = 1,
            max = 1_000_000,
            unit = "requests")
        int queue,
    @Setting(
            value = "copies of each model, each with a thread of its own",
            defaultValue = "1",
            min = 1,
            max = 64)
        int copies,
    @Setting(
            value = "how long a body of a request may be",
            defaultValue = "16",
            min = 1,
            max = 1024,
            unit = "MB")
        int maxBody,
    @Setting(
            "folder in which what is asked and answered is compared with the training part, window by"
                + " window (monitor.jsonl); './ensayo report' draws it; absent: kept for the page"
                + " /monitor alone")
        Optional<String> monitor,
    @Setting(
            value =
                "rows after which what was asked is compared with the training part, and right"
                    + " answers after which the accuracy is told",
            defaultValue = "500",
            min = 30,
            max = 1_000_000,
            unit = "rows")
        int window,
    @Setting(
            "subpopulations that are looked at apart, with ';' between: a column (its categories, or"
                + " the quarters of its numbers), or a rule such as 'young: age < 30 and region ="
                + " north'")
        Optional<String> groups) {
  private static final Splitter GROUPS = Splitter.on(';').trimResults().omitEmptyStrings();

  public ServeConfig {
    route = ImmutableList.copyOf(route);
    shadow = ImmutableList.copyOf(shadow);
    Settings.check(
        ServeConfig.class,
        port,
        host,
        token,
        name,
        route,
        shadow,
        maxBatch,
        maxDelay,
        queue,
        copies,
        maxBody,
        monitor,
        window,
        groups);
  }

  /** Each of the subpopulations. */
  List<String> groupTexts() {
    return groups.map(GROUPS::splitToList).orElse(List.of());
  }
}
