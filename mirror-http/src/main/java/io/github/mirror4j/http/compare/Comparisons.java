package io.github.mirror4j.http.compare;

import io.github.mirror4j.compare.evidence.MirrorEvidence;
import io.github.mirror4j.compare.files.Snapshot;
import io.github.mirror4j.http.guard.RequestRate;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;

/**
 * The comparisons of one engine, those of rules in force and some of earlier ones: a comparison
 * that comes back goes on where it stood. Thread-safe.
 *
 * <p>What is kept is bounded: the evidence of a mirror takes up to about 3 MB.
 */
public final class Comparisons {

  /** How many mirrors of one engine may be compared. */
  public static final int MAX_MIRRORS = 8;

  /** What all engines of this process may send to old versions. */
  private static final RequestRate RATE_OF_PROCESS = new RequestRate();

  private record Key(MirrorId mirror, String settings, String service) {}

  private final BaselineLimits limits;
  private final ComparedMirror.Environment environment;
  private final InstantSource clock;
  private final CompareLane lane;
  private final UnreadPrimaries unread;
  private final Map<String, ServiceLoad> loads = new HashMap<>();
  private final SequencedMap<Key, ComparedMirror> known = new LinkedHashMap<>();

  /**
   * Creates comparisons without any mirror.
   *
   * @param limits what the old version may get
   * @param environment what comparisons need of the engine
   * @param clock the time of reports and of evidence
   * @param threads makes the threads that compare
   */
  public Comparisons(
      BaselineLimits limits,
      ComparedMirror.Environment environment,
      InstantSource clock,
      ThreadFactory threads) {
    this.limits = limits;
    this.environment = environment;
    this.clock = clock;
    lane = new CompareLane(threads);
    unread = new UnreadPrimaries(lane, environment.nanoTime());
  }

  /**
   * Returns the comparison of a mirror, which goes on if it was known.
   *
   * @param mirror the mirror
   * @param settings how it is compared
   * @param service the service whose requests the rule is for
   * @return the comparison
   */
  public synchronized ComparedMirror of(MirrorId mirror, Comparison settings, String service) {
    Key key = new Key(mirror, settings.text(), service);
    ComparedMirror compared = known.remove(key);
    if (compared == null) {
      compared = create(mirror, settings, service);
    }
    known.putLast(key, compared);
    return compared;
  }

  /** Loads what compares responses, once in a process. Does not wait for it. */
  public void warmUp() {
    CompareWarmUp.once(environment.errors());
  }

  /**
   * Forgets the oldest beyond the limit, but none of those in force.
   *
   * @param inForce what is kept in any case
   */
  public synchronized void forgetBut(Set<ComparedMirror> inForce) {
    Iterator<ComparedMirror> oldestFirst = known.values().iterator();
    while (known.size() > MAX_MIRRORS && oldestFirst.hasNext()) {
      if (!inForce.contains(oldestFirst.next())) {
        oldestFirst.remove();
      }
    }
    loads.keySet().retainAll(known.keySet().stream().map(Key::service).collect(Collectors.toSet()));
  }

  /**
   * Returns the latest comparison of a mirror.
   *
   * @param mirror the mirror
   * @return the comparison, if there is or was one
   */
  public Optional<ComparedMirror> find(MirrorId mirror) {
    return Optional.ofNullable(latest().get(mirror));
  }

  /** {@return the latest comparison of each mirror that is compared or was} */
  public synchronized SequencedMap<MirrorId, ComparedMirror> latest() {
    SequencedMap<MirrorId, ComparedMirror> latest = new LinkedHashMap<>();
    known.forEach((key, compared) -> latest.put(key.mirror(), compared));
    return latest;
  }

  /**
   * Returns all that was counted, for a file of evidence.
   *
   * @param numbered names the snapshots
   * @return snapshots of the latest comparison of each mirror
   */
  public List<Snapshot> snapshots(EvidenceWriter.Numbered numbered) {
    return latest().values().stream()
        .flatMap(each -> each.evidence().snapshots(numbered.process(), numbered.seq()).stream())
        .toList();
  }

  /** Ends without waiting: what is not compared yet is lost. */
  public void close() {
    lane.close();
    unread.stop();
  }

  private ComparedMirror create(MirrorId mirror, Comparison settings, String service) {
    ServiceLoad load =
        loads.computeIfAbsent(service, s -> new ServiceLoad(environment.nanoTime().getAsLong()));
    boolean burdensPrimaries =
        settings.baseline().filter(baseline -> baseline.target().isEmpty()).isPresent();
    BaselineBudget budget =
        new BaselineBudget(limits, RATE_OF_PROCESS, load, burdensPrimaries, environment.nanoTime());
    MirrorEvidence evidence =
        new MirrorEvidence(
            mirror, settings, environment.credentials(), clock, environment.random());
    return new ComparedMirror(settings, evidence, budget, lane, unread, environment);
  }
}
