package io.github.mirror4j.http;

import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorStats;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Collectors;

/** What keeps copies from being sent at present, whatever the rules select. */
final class CurrentBlockers {

  private static final int MAX_MIRRORS = 5;

  private CurrentBlockers() {}

  /** Lines of text; empty if nothing is in the way. */
  static String of(HttpRequest request, String copyHeader, MirrorStats inForce) {
    return mark(request, copyHeader) + state(inForce);
  }

  private static String mark(HttpRequest request, String copyHeader) {
    return request.headers().firstValue(copyHeader).isPresent()
        ? "but it has the header %s: it is a copy itself, and not mirrored again\n"
            .formatted(copyHeader)
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
        silent.stream().limit(MAX_MIRRORS).map(CurrentBlockers::line).collect(Collectors.joining());
    return silent.size() > MAX_MIRRORS ? lines + "and so on\n" : lines;
  }

  private static String line(MirrorCounts mirror) {
    String which = mirror.state() == LaneState.SLOW_START ? "part of its" : "its";
    return "at present %s is %s: %s copies are dropped\n"
        .formatted(mirror.id(), mirror.state(), which);
  }
}
