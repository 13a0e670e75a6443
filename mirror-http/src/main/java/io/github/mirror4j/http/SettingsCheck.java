package io.github.mirror4j.http;

import io.github.mirror4j.http.send.CopyHeaders;
import io.github.mirror4j.rule.Problem;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What can be wrong with the settings of a client. */
final class SettingsCheck {

  private static final long GIB = 1L << 30;

  private final List<Problem> problems = new ArrayList<>();

  private SettingsCheck() {}

  static List<Problem> problems(MirrorSettingsBuilder<?> builder) {
    SettingsCheck check = new SettingsCheck();
    check.range("maxConcurrentCopies", builder.maxConcurrentCopies, 1, 10_000);
    check.range("maxConcurrentCopiesInTotal", builder.maxConcurrentCopiesInTotal, 1, 100_000);
    check.range("bodyLimit", builder.bodyLimit, 0, GIB);
    check.range("bodyMemory", builder.bodyMemory, 0, Long.MAX_VALUE);
    check.range("responseLimit", builder.responseLimit, 0, GIB);
    check.range(
        "responseBodyTimeout",
        builder.responseBodyTimeout,
        Duration.ofMillis(1),
        Duration.ofHours(1));
    check.range("copyTimeout", builder.copyTimeout, Duration.ofMillis(1), Duration.ofHours(1));
    if (builder.backOff != null) {
      Duration first = builder.backOff.first();
      check.range("backOff.first", first, Duration.ofMillis(1), Duration.ofHours(1));
      check.range("backOff.longest", builder.backOff.longest(), first, Duration.ofHours(1));
    }
    check.range("maxBaselinesPerSecond", builder.maxBaselinesPerSecond, 0.01, 1_000_000);
    check.range("maxBaselineShare", builder.maxBaselineShare, 0.01, 1000);
    check.range("closeGrace", builder.closeGrace, Duration.ZERO, Duration.ofMinutes(1));
    check.header("copyHeader", builder.copyHeader);
    check.problems.addAll(builder.credentialHeaders.problems("credentialHeaders"));
    HttpClient mirrorClient = builder.mirrorClient;
    if (mirrorClient != null && mirrorClient.followRedirects() != HttpClient.Redirect.NEVER) {
      String value = mirrorClient.followRedirects().name();
      check.problems.add(new Problem("mirrorClient.followRedirects", value, "NEVER"));
    }
    if (mirrorClient != null && builder.mirrorSslContext != null) {
      String expected = "none beside a mirrorClient, which has its own";
      check.problems.add(new Problem("mirrorSslContext", "an SSLContext", expected));
    }
    check.problems.addAll(MirrorSwitch.problems());
    return check.problems;
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
    boolean mayBeCarried = !CopyHeaders.isOfConnection(value);
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
