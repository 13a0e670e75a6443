package io.github.mirror4j.http;

import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.LaneState;
import org.jspecify.annotations.Nullable;

/** Whether an engine sends copies at all, or is paused, closed or switched off in this process. */
final class EngineState {

  private volatile boolean paused;
  private volatile boolean closed;

  void pause(boolean pause) {
    paused = pause;
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
    return paused ? DropReason.PAUSED : null;
  }

  /** The state of mirroring as a whole. */
  LaneState state() {
    if (closed) {
      return LaneState.CLOSED;
    }
    if (!MirrorSwitch.isOn()) {
      return LaneState.SWITCHED_OFF;
    }
    return paused ? LaneState.PAUSED : LaneState.SENDING;
  }
}
