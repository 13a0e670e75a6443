package io.github.mirror4j.http;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.ReloadStatus;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.RuleReloader;
import io.github.mirror4j.select.RuleSet;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What can be asked of mirroring, and told it, while it runs: of one {@link MirroringHttpClient},
 * or of the {@link MirrorEngine} that several share.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public sealed interface MirrorControl permits MirroringHttpClient, MirrorEngine {

  /**
   * The rules in force.
   *
   * @return the rule set
   */
  RuleSet rules();

  /**
   * Puts other rules in force, at once and as a whole: each request meets either all of the old
   * ones or all of the new ones.
   *
   * @param rules all rules that are to be in force from now on
   * @throws InvalidConfigurationException if anything is wrong with the rules; names every problem,
   *     and the old rules stay in force
   */
  default void replaceRules(Collection<RouteRule> rules) {
    replaceRules(rules, ServiceRegistry.empty());
  }

  /**
   * Puts other rules in force, as {@link #replaceRules(Collection)} does, with endpoints that
   * belong to them, such as those that rule files describe.
   *
   * @param rules all rules that are to be in force from now on
   * @param registry where their services' endpoints are looked up first; the registry given to the
   *     builder comes second
   * @throws InvalidConfigurationException if anything is wrong with the rules; names every problem,
   *     and the old rules stay in force
   */
  void replaceRules(Collection<RouteRule> rules, ServiceRegistry registry);

  /**
   * Puts other rules in force, as {@link #replaceRules(Collection)} does.
   *
   * @param rules all rules that are to be in force from now on
   * @throws InvalidConfigurationException if anything is wrong with the rules
   */
  default void replaceRules(RouteRule... rules) {
    replaceRules(List.of(rules));
  }

  /** Stops mirroring at once, for all mirrors; primaries are still routed. */
  void pause();

  /** Ends {@link #pause()}; mirrors that were paused one by one stay paused. */
  void resume();

  /**
   * Stops one mirror at once.
   *
   * @param rule the rule's name, as in {@link MirrorCounts#rule()}
   * @param mirror the mirror's name
   * @throws IllegalArgumentException if no rule in force has such a mirror
   */
  void pause(String rule, String mirror);

  /**
   * Ends {@link #pause(String, String)}.
   *
   * @param rule the rule's name, as in {@link MirrorCounts#rule()}
   * @param mirror the mirror's name
   * @throws IllegalArgumentException if no rule in force has such a mirror
   */
  void resume(String rule, String mirror);

  /**
   * What became of the copies up to now; cheap enough to be asked every second.
   *
   * @return a snapshot
   */
  MirrorStats stats();

  /**
   * What became of the copies of one mirror up to now; cheap whatever the number of mirrors.
   *
   * @param rule the rule's name, as in {@link MirrorCounts#rule()}
   * @param mirror the mirror's name
   * @return the same row as in {@link #stats()}; empty where that has none
   */
  Optional<MirrorCounts> stats(String rule, String mirror);

  /**
   * What became of all copies up to now, without a row for each mirror; cheap whatever their
   * number.
   *
   * @return the same as {@link #stats()}, but for {@link MirrorStats#mirrors()}, which is empty
   */
  MirrorStats statsInTotal();

  /**
   * Starts to measure how long mirroring holds up the requests that it mirrors.
   *
   * @return what is measured from now on; close it to end the measurement
   */
  HandOffMeter measureHandOff();

  /**
   * Adds somebody who hears how copies end from now on.
   *
   * @param listener the listener; one that was added already is not added again
   */
  void addListener(MirrorListener listener);

  /**
   * Takes a listener off.
   *
   * @param listener the listener; what waits for it is not told, a call that is under way goes on.
   *     One that was not added is ignored
   */
  void removeListener(MirrorListener listener);

  /**
   * All that there is to know at this moment: rules, settings, counts, switches, the last failures.
   *
   * @return a snapshot, as text and as JSON
   */
  MirrorStatus status();

  /**
   * How the reloading of rules goes; cheap enough to be asked every second.
   *
   * @return a status for each {@link RuleReloader} that was given to {@link #onClose}, such as a
   *     watcher of rule files
   */
  List<ReloadStatus> reloads();

  /**
   * Says in plain text what rules do with a request, and why; nothing is sent.
   *
   * @param request the request
   * @return several lines, which show values of the request
   */
  String explain(HttpRequest request);

  /**
   * Waits until no copy is in flight; for tests and for tools that end.
   *
   * @param patience how long to wait at most
   * @return whether no copy is in flight
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  boolean awaitIdle(Duration patience) throws InterruptedException;

  /**
   * Closes something together with mirroring, such as a watcher of rule files. A {@link
   * RuleReloader} is shown in {@link #status()} and in the meters, too.
   *
   * @param resource what is closed when mirroring ends, once, on a thread of its own; who ends
   *     mirroring waits for it, but for a second at most. What it throws is logged. At once if
   *     mirroring has ended already
   */
  void onClose(AutoCloseable resource);
}
