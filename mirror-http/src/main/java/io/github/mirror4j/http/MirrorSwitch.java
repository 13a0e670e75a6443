package io.github.mirror4j.http;

import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.rule.Problem;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches mirroring off and on again for the whole process, whoever built the clients.
 *
 * <p>Off means that no mirror of any engine gets a further copy, at once; bodies that are being
 * read along are let go. Primaries go on and are still routed, copies in flight go on to their end,
 * and what rules select is dropped and counted as {@link DropReason#SWITCHED_OFF}. Nothing else is
 * changed: back on, everything is as it was, and what was paused is still paused.
 *
 * <p>The process starts with what the system property {@value #PROPERTY} says, which is read once,
 * when mirroring is first used: {@code true}, or nothing, is on, {@code false} is off, in any case.
 * Anything else counts as off and is refused by each {@code build()} of a client or an engine, as
 * wrong settings are: who meant to switch mirroring off must not find it on.
 *
 * <p>Where several class loaders have loaded this library, each has a switch of its own.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class MirrorSwitch {

  /** The system property that says how the process starts: {@value}. */
  public static final String PROPERTY = "mirror4j.enabled";

  private static final Logger LOG = LoggerFactory.getLogger(MirroringHttpClient.class);
  private static final @Nullable String SAID = System.getProperty(PROPERTY);
  private static final AtomicBoolean ON = new AtomicBoolean(isOn(SAID));

  private MirrorSwitch() {}

  /** Switches mirroring off; does nothing where it is off already. */
  public static void off() {
    if (ON.getAndSet(false)) {
      LOG.warn("Mirroring is switched off, for all clients of this process");
    }
  }

  /** Switches mirroring on; does nothing where it is on already. */
  public static void on() {
    if (!ON.getAndSet(true)) {
      LOG.warn("Mirroring is switched on again, for all clients of this process");
    }
  }

  /**
   * Whether mirroring is switched on.
   *
   * @return false if no engine of this process sends further copies
   */
  public static boolean isOn() {
    return ON.get();
  }

  /** What is wrong with the property. */
  static List<Problem> problems() {
    return problems(SAID);
  }

  static List<Problem> problems(@Nullable String said) {
    return said == null || isOn(said) || said.equalsIgnoreCase("false")
        ? List.of()
        : List.of(Problem.ofText(PROPERTY, said, "true or false"));
  }

  static boolean isOn(@Nullable String said) {
    return said == null || said.equalsIgnoreCase("true");
  }

  /** Tells who builds an engine that it will send nothing for now. */
  static void warnIfOff() {
    if (!isOn()) {
      LOG.warn(
          "Mirroring is switched off in this process, by {} or MirrorSwitch.off(): no copies are sent"
              + " until MirrorSwitch.on()",
          PROPERTY);
    }
  }
}
