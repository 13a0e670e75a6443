package io.github.mirror4j.http;

import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.settings.SwitchProperty;
import io.github.mirror4j.http.stats.DropReason;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/**
 * Switches mirroring off and on for the whole process, for all clients and engines.
 *
 * <p>When switched off, no engine sends further copies to any mirror, and bodies being captured are
 * released. This takes effect immediately. Primaries are still sent and routed, and copies in
 * flight continue to their end. Copies that rules select are dropped and counted as {@link
 * DropReason#SWITCHED_OFF}. Nothing else changes: when mirroring is switched on again, paused
 * mirrors are still paused.
 *
 * <p>The system property {@value #PROPERTY} sets the initial state. It is read once, when mirroring
 * is first used. Mirroring starts on if the value is {@code true} or the property is not set, and
 * off if it is {@code false}, ignoring case. Any other value counts as off, so that a typing error
 * never leaves mirroring on. Each {@code build()} of a client or an engine then rejects the value,
 * like any invalid setting.
 *
 * <p>If several class loaders load this library, each has a separate switch. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MirrorSwitch {

  /** The system property that sets the initial state: {@value}. */
  public static final String PROPERTY = SwitchProperty.NAME;

  private static final Logger LOG = LogLines.MIRRORING;
  private static final AtomicBoolean ON = new AtomicBoolean(SwitchProperty.isOn());

  private MirrorSwitch() {}

  /** Switches mirroring off. Does nothing if it is already off. */
  public static void off() {
    if (ON.getAndSet(false)) {
      LOG.warn("Mirroring is switched off, for all clients of this process");
    }
  }

  /** Switches mirroring on. Does nothing if it is already on. */
  public static void on() {
    if (!ON.getAndSet(true)) {
      LOG.warn("Mirroring is switched on again, for all clients of this process");
    }
  }

  /**
   * Returns whether mirroring is switched on.
   *
   * @return {@code false} if no engine of this process sends further copies
   */
  public static boolean isOn() {
    return ON.get();
  }

  /** Warns that a new engine sends no copies for now, if mirroring is off. */
  static void warnIfOff() {
    if (!isOn()) {
      LOG.warn(
          "Mirroring is switched off in this process, by {} or MirrorSwitch.off(): no copies are sent"
              + " until MirrorSwitch.on()",
          PROPERTY);
    }
  }
}
