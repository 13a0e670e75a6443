package io.github.mirror4j.compare.evidence;

/** How sentences mention an endpoint. Names of endpoints are made of the paths of requests. */
enum EndpointMention {
  /** By its name, in a report. */
  BY_NAME,
  /** Without its name, where no part of a request may be shown. */
  WITHOUT_NAME;

  String of(String name) {
    return this == BY_NAME ? "endpoint " + name : "an endpoint";
  }
}
