package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorEngine;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Logs, once all beans are there, which clients are mirrored, and which are not and why. */
final class ClientReport implements SmartInitializingSingleton {

  /**
   * Some clients of the application.
   *
   * @param name their names, as their users know them
   * @param reason why they are not mirrored; null if they are
   */
  record Clients(String name, @Nullable String reason) {}

  /** A part of the report. */
  @FunctionalInterface
  interface Part {
    Stream<Clients> clients();
  }

  private static final Logger LOG = StartLog.LOGGER;

  private final MirrorEngine engine;
  private final ObjectProvider<Part> parts;

  ClientReport(MirrorEngine engine, ObjectProvider<Part> parts) {
    this.engine = engine;
    this.parts = parts;
  }

  @Override
  public void afterSingletonsInstantiated() {
    LOG.info("{}", this);
  }

  /** Returns the line. */
  @Override
  public String toString() {
    List<Clients> clients = parts.orderedStream().flatMap(Part::clients).toList();
    List<String> mirrored =
        clients.stream().filter(some -> some.reason() == null).map(Clients::name).toList();
    List<String> others =
        clients.stream()
            .filter(some -> some.reason() != null)
            .map(some -> some.name() + ": " + some.reason())
            .toList();
    int rules = engine.rules().rules().size();
    return "Rules in force: "
        + rules
        + (rules == 0 ? ". Would be mirrored: " : ". Mirrored: ")
        + (mirrored.isEmpty() ? "no client" : String.join(", ", mirrored))
        + (others.isEmpty() ? "" : ". Not mirrored: " + String.join("; ", others));
  }
}
