package io.github.mirror4j.http.testkit;

import java.io.IOException;
import java.time.Duration;

/** What a mirror does with a request; whether it is done with the connection afterwards. */
@FunctionalInterface
interface Misbehaviour {

  Duration BETWEEN_DROPS = Duration.ofMillis(20);
  Duration UNREAD = Duration.ofMinutes(1);

  /** Returns whether the connection can be used for another request. */
  boolean on(Connection connection, RecordedCopy request) throws IOException, InterruptedException;

  static Misbehaviour respond(Response response) {
    return response::write;
  }

  static Misbehaviour hang(String start) {
    return (connection, request) -> {
      connection.write(start);
      connection.hang();
      return false;
    };
  }

  static Misbehaviour reset() {
    return (connection, request) -> {
      connection.reset();
      return false;
    };
  }

  /** Sends some bytes or none, and closes the connection. */
  static Misbehaviour end(String text) {
    return end(text, "", 0);
  }

  /** Sends some bytes, then others several times, and closes the connection. */
  static Misbehaviour end(String start, String more, int times) {
    return (connection, request) -> {
      connection.write(start);
      for (int i = 0; i < times; i++) {
        connection.write(more);
      }
      return false;
    };
  }

  static Misbehaviour trickle(String start, String drop) {
    return (connection, request) -> {
      connection.write(start);
      while (true) {
        connection.pause(BETWEEN_DROPS);
        connection.write(drop);
      }
    };
  }

  static Misbehaviour flood(String start, String more) {
    return (connection, request) -> {
      connection.write(start);
      while (true) {
        connection.write(more);
      }
    };
  }
}
