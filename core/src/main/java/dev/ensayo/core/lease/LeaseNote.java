package dev.ensayo.core.lease;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.VerifyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * What a lease file says of its holder.
 *
 * @param process the holder
 * @param since when it took the folder, by its own clock, ISO 8601 in UTC; for people alone
 * @param expirySeconds how long it may be silent before others take over
 * @param token tells this holder from every other
 * @param beats how many signs of life it has given
 * @param released whether it has let go
 */
public record LeaseNote(
    ProcessStamp process,
    String since,
    double expirySeconds,
    String token,
    long beats,
    boolean released) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  public LeaseNote {
    requireNonNull(process);
    requireNonNull(since);
    requireNonNull(token);
  }

  LeaseNote beat() {
    return new LeaseNote(process, since, expirySeconds, token, beats + 1, false);
  }

  LeaseNote letGo() {
    return new LeaseNote(process, since, expirySeconds, token, beats + 1, true);
  }

  @JsonIgnore
  Duration expiry() {
    return Duration.ofMillis((long) (1e3 * expirySeconds));
  }

  byte[] toBytes() {
    try {
      return (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new VerifyException("a note of plain fields can be written", e);
    }
  }

  /**
   * @throws IOException if that is no note, such as one that is being written
   */
  static LeaseNote of(byte[] content) throws IOException {
    return JSON.readValue(content, LeaseNote.class);
  }

  /** "process 4711 on host a since 10:02", in the time of that zone. */
  public String words(Instant now, ZoneId zone) {
    ZonedDateTime taken = Instant.parse(since).atZone(zone);
    boolean today = taken.toLocalDate().equals(LocalDate.ofInstant(now, zone));
    return "process "
        + process.pid()
        + " on host "
        + process.host()
        + " since "
        + (today ? TIME : DAY_AND_TIME).format(taken);
  }

  /** The same in this machine's time. */
  public String words() {
    return words(Instant.now(), ZoneId.systemDefault());
  }
}
