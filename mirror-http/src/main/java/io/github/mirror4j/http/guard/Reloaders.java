package io.github.mirror4j.http.guard;

import io.github.mirror4j.rule.ReloadStatus;
import io.github.mirror4j.rule.RuleReloader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The reloaders of an engine's rules; they are asked when the status is read. */
@SuppressWarnings("doclint:missing") // for this module only
public final class Reloaders {

  /** One reloader is usual. If many are registered one after the other, the last ones are shown. */
  private static final int MAX = 10;

  private final List<RuleReloader> reloaders = new CopyOnWriteArrayList<>();
  private final InternalErrors errors;

  public Reloaders(InternalErrors errors) {
    this.errors = errors;
  }

  public synchronized void add(RuleReloader reloader) {
    reloaders.add(reloader);
    if (reloaders.size() > MAX) {
      reloaders.remove(0);
    }
  }

  public List<ReloadStatus> status() {
    List<ReloadStatus> all = new ArrayList<>();
    for (RuleReloader reloader : reloaders) {
      try {
        all.add(reloader.status());
      } catch (Throwable e) {
        errors.add(FailedStep.RELOADER_STATUS, e);
      }
    }
    return all;
  }
}
