package io.github.mirror4j.examples.bench.load;

import java.util.List;
import java.util.Locale;

/** A way to send requests, each measured in a process of its own. */
enum Variant {
  PLAIN("plain"),
  PLAIN_AGAIN("plain again"),
  UNTOUCHED("Mirror4J, 0 %"),
  MIRROR4J("Mirror4J"),
  COMPARED("Mirror4J, compared"),
  AFTER_RESPONSE("Mirror4J, after the response"),
  SECOND_CLIENT("a second client"),
  BARE_SOCKETS("bare sockets"),
  RUN_ASYNC("runAsync + send"),
  SEND_ASYNC("sendAsync"),
  NGINX_OFF("nginx, mirror off"),
  NGINX("nginx mirror"),
  OKHTTP("OkHttp"),
  OKHTTP_MIRROR4J("OkHttp with the interceptor"),
  APACHE("Apache HttpClient"),
  APACHE_MIRROR4J("Apache HttpClient with the exec handler");

  /** Those that send copies, in the order of the results. */
  static final List<Variant> MIRRORING =
      List.of(MIRROR4J, COMPARED, AFTER_RESPONSE, RUN_ASYNC, SEND_ASYNC, NGINX);

  /** Those that say how much of the cost is in the nature of a second exchange. */
  static final List<Variant> FLOOR = List.of(MIRROR4J, SECOND_CLIENT, BARE_SOCKETS);

  /** Other clients with what mirrors their requests. */
  static final List<Variant> CLIENTS = List.of(OKHTTP_MIRROR4J, APACHE_MIRROR4J);

  private final String label;

  Variant(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** What it is compared with. */
  Variant baseline() {
    return switch (this) {
      case NGINX -> NGINX_OFF;
      case OKHTTP_MIRROR4J -> OKHTTP;
      case APACHE_MIRROR4J -> APACHE;
      default -> PLAIN;
    };
  }

  boolean isBaseline() {
    return this == PLAIN || this == NGINX_OFF || this == OKHTTP || this == APACHE;
  }

  /** Whether requests go through this library. */
  boolean isOurs() {
    return this == MIRROR4J || this == COMPARED || this == AFTER_RESPONSE || this == UNTOUCHED;
  }

  /** Whether the memory that its held copies take is measured. */
  boolean holdsBodies() {
    return this == MIRROR4J || isHandWritten();
  }

  boolean isNginx() {
    return this == NGINX || this == NGINX_OFF;
  }

  /** Whether it is another way to do what this library does. */
  boolean isRival() {
    return isHandWritten() || this == NGINX;
  }

  private boolean isHandWritten() {
    return this == RUN_ASYNC || this == SEND_ASYNC;
  }

  /** The word for it on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
