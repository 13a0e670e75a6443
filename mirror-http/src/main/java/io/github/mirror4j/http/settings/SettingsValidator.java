package io.github.mirror4j.http.settings;

import io.github.mirror4j.http.send.ExchangeLimits;
import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.text.ConnectionHeaders;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the settings of a client. */
@SuppressWarnings("doclint:missing") // for this module only
public final class SettingsValidator {

  private static final long GIB = 1L << 30;
  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private final List<Problem> problems = new ArrayList<>();

  /** Returns what was found so far. */
  public List<Problem> problems() {
    return problems;
  }

  public SettingsValidator limits(Limits limits) {
    Limits.InFlight inFlight = limits.inFlight();
    Limits.Waiting waiting = limits.waiting();
    range("maxConcurrentCopies", inFlight.maxConcurrentCopies(), 1, 10_000);
    range("maxConcurrentCopiesInTotal", inFlight.maxConcurrentCopiesInTotal(), 1, 100_000);
    range("bodyLimit", limits.bodies().bodyLimit(), 0, GIB);
    atLeastZero("bodyMemory", limits.bodies().bodyMemory());
    range("maxWaitingCopies", waiting.maxWaitingCopies(), 1, 100_000);
    range("maxWaitingTime", waiting.maxWaitingTime(), MILLISECOND, Duration.ofHours(1));
    return this;
  }

  public SettingsValidator recovery(Limits.Recovery recovery) {
    BackOffRange backOff = recovery.backOff();
    if (backOff != null) {
      range("backOff.first", backOff.first(), MILLISECOND, Duration.ofHours(1));
      range("backOff.longest", backOff.longest(), backOff.first(), Duration.ofHours(1));
    }
    range("slowStart", recovery.slowStart(), Duration.ZERO, Duration.ofHours(1));
    return this;
  }

  public SettingsValidator exchange(ExchangeLimits limits) {
    Duration longest = Duration.ofHours(1);
    range("responseLimit", limits.responseLimit(), 0, GIB);
    range("responseBodyTimeout", limits.responseBodyTimeout(), MILLISECOND, longest);
    range("copyTimeout", limits.copyTimeout(), MILLISECOND, longest);
    return this;
  }

  public SettingsValidator baselines(double perSecond, double percent) {
    range("maxBaselinesPerSecond", perSecond, 0.01, 1_000_000);
    range("maxBaselineShare", percent, 0.01, 1000);
    return this;
  }

  public SettingsValidator evidence(@Nullable Path folder, Duration interval) {
    if (folder != null && !mayBeWritten(folder.toAbsolutePath())) {
      String expected = "a folder that may be written, or may be created";
      problems.add(Problem.ofText("evidenceFolder", folder.toString(), expected));
    }
    range("evidenceInterval", interval, Duration.ofSeconds(1), Duration.ofHours(1));
    return this;
  }

  /** Returns whether files can be written to the folder. Finds out without creating anything. */
  private static boolean mayBeWritten(Path folder) {
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return there != null && Files.isDirectory(there) && Files.isWritable(there);
  }

  public SettingsValidator closeGrace(Duration grace) {
    range("closeGrace", grace, Duration.ZERO, Duration.ofMinutes(1));
    return this;
  }

  public SettingsValidator headers(String copyHeader, CredentialHeaders credentials) {
    header("copyHeader", copyHeader);
    problems.addAll(credentials.problems("credentialHeaders"));
    return this;
  }

  public SettingsValidator mirrorClient(
      @Nullable HttpClient client, @Nullable SSLContext sslContext) {
    if (client != null && client.followRedirects() != HttpClient.Redirect.NEVER) {
      String value = client.followRedirects().name();
      problems.add(new Problem("mirrorClient.followRedirects", value, "NEVER"));
    }
    if (client != null && sslContext != null) {
      String expected = "none beside a mirrorClient, which has its own";
      problems.add(new Problem("mirrorSslContext", "an SSLContext", expected));
    }
    return this;
  }

  public SettingsValidator mirrorSwitch() {
    problems.addAll(SwitchProperty.problems());
    return this;
  }

  private void atLeastZero(String name, long value) {
    if (value < 0) {
      problems.add(new Problem(name, "" + value, "at least 0"));
    }
  }

  private void range(String name, long value, long least, long most) {
    if (value < least || value > most) {
      problems.add(new Problem(name, "" + value, least + " to " + most));
    }
  }

  private void range(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) { // Neither is NaN.
      problems.add(new Problem(name, "" + value, least + " to " + most));
    }
  }

  private void range(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      problems.add(new Problem(name, value.toString(), least + " to " + most));
    }
  }

  /** The mark must be a header that the JDK lets a request carry. */
  private void header(String name, String value) {
    boolean mayBeCarried = !ConnectionHeaders.include(value);
    try {
      HttpRequest.newBuilder().header(value, "mark");
    } catch (IllegalArgumentException e) {
      mayBeCarried = false;
    }
    if (!mayBeCarried) {
      String expected = "the name of a header that requests may carry";
      problems.add(Problem.ofText(name, value, expected));
    }
  }
}
