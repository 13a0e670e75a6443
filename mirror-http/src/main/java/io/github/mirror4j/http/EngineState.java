package io.github.mirror4j.http;

import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.LaneState;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Whether an engine sends copies at all, or is paused, closed or switched off in this process. */
final class EngineState {

  private final AtomicBoolean paused = new AtomicBoolean();
  private volatile boolean closed;

  /** Pauses or resumes; returns whether that changes anything. */
  boolean pause(boolean pause) {
    return paused.getAndSet(pause) != pause;
  }

  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** Why every copy is dropped at present; null if copies are not dropped. */
  @Nullable DropReason dropReason() {
    if (closed) {
      return DropReason.CLOSED;
    }
    if (!MirrorSwitch.isOn()) {
      return DropReason.SWITCHED_OFF;
    }
    return paused.get() ? DropReason.PAUSED : null;
  }

  /** The state of mirroring as a whole. */
  LaneState state() {
    if (closed) {
      return LaneState.CLOSED;
    }
    if (!MirrorSwitch.isOn()) {
      return LaneState.SWITCHED_OFF;
    }
    return paused.get() ? LaneState.PAUSED : LaneState.SENDING;
  }
}
