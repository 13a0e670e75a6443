package io.github.mirror4j.http;

import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorStats;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Collectors;

/** What keeps copies from being sent at present, whatever the rules select. */
final class Obstacles {

  private static final int MOST_MIRRORS = 5;

  private Obstacles() {}

  /** Lines of text; empty if nothing is in the way. */
  static String of(HttpRequest request, String markHeader, MirrorStats inForce) {
    return mark(request, markHeader) + state(inForce);
  }

  private static String mark(HttpRequest request, String markHeader) {
    return request.headers().firstValue(markHeader).isPresent()
        ? "but it has the header %s: it is a copy itself, and not mirrored again\n"
            .formatted(markHeader)
        : "";
  }

  private static String state(MirrorStats inForce) {
    String all =
        switch (inForce.total().state()) {
          case CLOSED -> "but mirroring has ended, by close()\n";
          case SWITCHED_OFF ->
              "but mirroring is switched off in this process, by %s or MirrorSwitch.off()\n"
                  .formatted(MirrorSwitch.PROPERTY);
          case PAUSED -> "but all mirrors are paused, until resume()\n";
          default -> "";
        };
    return all.isEmpty() ? mirrors(inForce.mirrors()) : all;
  }

  private static String mirrors(List<MirrorCounts> mirrors) {
    List<MirrorCounts> silent =
        mirrors.stream().filter(mirror -> mirror.state() != LaneState.SENDING).toList();
    String lines =
        silent.stream().limit(MOST_MIRRORS).map(Obstacles::line).collect(Collectors.joining());
    return silent.size() > MOST_MIRRORS ? lines + "and so on\n" : lines;
  }

  private static String line(MirrorCounts mirror) {
    return "at present %s -> %s is %s: its copies are dropped\n"
        .formatted(mirror.rule(), mirror.mirror(), mirror.state());
  }
}
