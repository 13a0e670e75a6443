package io.github.mirror4j.http.guard;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is looked at until it ends, each thing with its deadline. Any thread adds and removes.
 *
 * <p>Goal: nothing stays on the list unseen, even where the heap is exhausted. A {@link
 * ConcurrentHashMap} counts its entries in cells that it allocates where threads meet. Without
 * memory for a cell it throws after it has changed the table, and from then on its count is wrong:
 * it may call itself empty with an entry in it. A class that is first used then may be lost for
 * good, so this one uses everything once when it is loaded, and loops over the list need no lambda.
 * Invariants:
 *
 * <ul>
 *   <li>the list is empty only if no entry is found in it;
 *   <li>what could not be added is not on the list;
 *   <li>exactly one thread removes an entry, and removing never throws.
 * </ul>
 *
 * @param <T> the things, which are told apart by their own {@code equals}
 */
public final class WatchList<T> {

  static {
    WatchList<String> practice = new WatchList<>();
    practice.add("practice", 0);
    for (Map.Entry<String, Long> entry : practice.entries()) {
      practice.add(entry.getKey(), entry.getValue());
    }
    for (String thing : practice.all()) {
      boolean unused = practice.remove(thing);
    }
    assert practice.isEmpty() && practice.size() == 0 : "something is left: " + practice.all();
  }

  private final Map<T, Long> deadlines = new ConcurrentHashMap<>();

  /** Creates an empty list. */
  public WatchList() {}

  /**
   * Adds a thing.
   *
   * @param thing the thing
   * @param deadline its deadline, on a clock of the owner's
   */
  public void add(T thing, long deadline) {
    boolean added = false;
    try {
      deadlines.put(thing, deadline);
      added = true;
    } finally {
      if (!added) {
        boolean unused = remove(thing);
      }
    }
  }

  /**
   * Removes a thing. Never throws.
   *
   * @param thing the thing
   * @return whether it was on the list
   */
  public boolean remove(T thing) {
    try {
      return deadlines.remove(thing) != null;
    } catch (OutOfMemoryError | LinkageError e) {
      return true; // Memory is needed only to count an entry that has been removed.
    }
  }

  /**
   * Returns whether there is nothing on the list. Without memory to look the list counts as not
   * empty.
   *
   * @return whether it is empty
   */
  public boolean isEmpty() {
    try {
      return !deadlines.keySet().iterator().hasNext();
    } catch (OutOfMemoryError | LinkageError e) {
      return false;
    }
  }

  /**
   * Returns how many things are on the list, give or take a few after the heap was exhausted.
   *
   * @return the number
   */
  public int size() {
    return deadlines.size();
  }

  /**
   * Returns the things on the list, each with its deadline. What comes or goes meanwhile may be in
   * it or not.
   *
   * @return a view
   */
  public Iterable<Map.Entry<T, Long>> entries() {
    return deadlines.entrySet();
  }

  /**
   * Returns the things on the list. What comes or goes meanwhile may be in it or not.
   *
   * @return a view
   */
  public Iterable<T> things() {
    return deadlines.keySet();
  }

  /**
   * Returns what is on the list at present.
   *
   * @return a copy
   */
  public List<T> all() {
    return List.copyOf(deadlines.keySet());
  }
}
