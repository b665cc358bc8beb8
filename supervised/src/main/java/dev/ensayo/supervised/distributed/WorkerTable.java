package dev.ensayo.supervised.distributed;

import dev.ensayo.core.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the time of each worker went into. */
final class WorkerTable {
  private static final double PERCENT = 100;

  private WorkerTable() {}

  static Exhibit of(List<Worker> workers) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      Worker worker = workers.get(i);
      double all = worker.computing() + worker.sending() + worker.waiting();
      rows.add(
          List.of(
              Integer.toString(i + 1),
              number("%.2f", worker.speed()),
              Long.toString(worker.batches()),
              share(worker.computing(), all),
              share(worker.sending(), all),
              share(worker.waiting(), all)));
    }
    return new Exhibit.Table(
        "workers",
        "What the workers' time went into",
        "Simulated time of each worker: computing gradients, sending and fetching, and waiting for"
            + " the others, in percent of its own.",
        List.of("worker", "speed", "batches", "computing (%)", "messages (%)", "waiting (%)"),
        rows,
        Exhibit.Table.OverSeeds.MEAN);
  }

  private static String share(double seconds, double all) {
    return number("%.1f", all == 0 ? 0 : PERCENT * seconds / all);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
