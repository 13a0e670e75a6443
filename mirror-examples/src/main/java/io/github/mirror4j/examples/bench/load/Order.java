package io.github.mirror4j.examples.bench.load;

import java.net.URI;

/** What a worker is told to do next; one line of JSON on its standard input. */
sealed interface Order {

  /** Make a client whose copies go to this mirror. */
  record Open(URI primary, URI mirror) implements Order {}

  /** Send, at first without counting, and report; live heap only if asked, which takes a moment. */
  record Run(Mode mode, double rampSeconds, double seconds, boolean withHeap) implements Order {}

  /** Hold copies on a mirror that hangs, and report the memory that each takes. */
  record Hold(URI primary, URI mirror, int copies, int bodyBytes) implements Order {}
}
