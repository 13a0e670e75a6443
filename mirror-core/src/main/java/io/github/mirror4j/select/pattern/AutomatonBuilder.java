package io.github.mirror4j.select.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the automaton of a pattern by the subset construction, if it is small. The number of
 * states, the size of the table and the work to build them are limited.
 */
final class AutomatonBuilder {

  private static final int MAX_NODES = 2_000;
  private static final int MAX_STATES = 1_000;
  private static final int MAX_CELLS = 16_000;
  private static final int MAX_KINDS = 120;
  private static final int MAX_WORK = 400_000;

  /** A node of the nondeterministic automaton. Only one kind of node reads a character. */
  private sealed interface Node {
    record Read(CharSet set, int next) implements Node {}

    record Split(List<Integer> next) implements Node {}

    record AtStart(int next) implements Node {}

    record AtEnd(int next) implements Node {}

    record Accept() implements Node {}
  }

  /** Thrown if the automaton is too large. {@link #build} catches it. */
  private static final class TooLarge extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooLarge() {
      super(null, null, false, false);
    }
  }

  private final List<Node> nodes = new ArrayList<>();
  private final Map<BitSet, Integer> numbers = new HashMap<>();
  private final List<BitSet> sets = new ArrayList<>();
  private final List<Boolean> accepting = new ArrayList<>();
  private int work;
  private int mostStates = MAX_STATES;

  private AutomatonBuilder() {}

  /** Returns the automaton; null if it would be too large. */
  static @Nullable Automaton build(PatternNode pattern) {
    try {
      return new AutomatonBuilder().automaton(pattern);
    } catch (TooLarge e) {
      return null;
    }
  }

  private Automaton automaton(PatternNode pattern) {
    int accept = add(new Node.Accept());
    int first = add(pattern, accept);
    int[] starts = starts();
    byte[] kinds = new byte[starts.length];
    List<Integer> samples = kinds(starts, kinds);
    mostStates = Math.min(MAX_STATES, MAX_CELLS / samples.size());
    number(new BitSet(), false);
    BitSet start = closure(IntStream.of(first), true, false);
    number(start, closure(IntStream.of(first), true, true).get(accept));
    // No text returns to its start.
    numbers.remove(start);
    List<short[]> rows = new ArrayList<>();
    for (int state = 0; state < sets.size(); state++) {
      rows.add(row(sets.get(state), samples, accept));
    }
    short[] next = new short[rows.size() * samples.size()];
    boolean[] ends = new boolean[rows.size()];
    for (int state = 0; state < rows.size(); state++) {
      System.arraycopy(rows.get(state), 0, next, state * samples.size(), samples.size());
      ends[state] = accepting.get(state);
    }
    return new Automaton(starts, kinds, samples.size(), next, ends);
  }

  private short[] row(BitSet set, List<Integer> samples, int accept) {
    short[] row = new short[samples.size()];
    for (int kind = 0; kind < row.length; kind++) {
      int sample = samples.get(kind);
      count(set.cardinality());
      int[] reached =
          set.stream()
              .filter(
                  node -> nodes.get(node) instanceof Node.Read read && read.set().contains(sample))
              .map(node -> ((Node.Read) nodes.get(node)).next())
              .toArray();
      BitSet next = closure(Arrays.stream(reached), false, false);
      Integer known = numbers.get(next);
      row[kind] =
          (short)
              (known == null
                  ? number(next, closure(Arrays.stream(reached), false, true).get(accept))
                  : known);
    }
    return row;
  }

  private int number(BitSet set, boolean accepts) {
    int number = sets.size();
    if (number == mostStates) {
      throw new TooLarge();
    }
    numbers.put(set, number);
    sets.add(set);
    accepting.add(accepts);
    return number;
  }

  /**
   * Returns the nodes that are reached without reading a character: at the start or the end of the
   * text, or inside.
   */
  private BitSet closure(IntStream from, boolean atStart, boolean atEnd) {
    BitSet reached = new BitSet();
    List<Integer> open = new ArrayList<>(from.boxed().toList());
    while (!open.isEmpty()) {
      int node = open.removeLast();
      if (reached.get(node)) {
        continue;
      }
      reached.set(node);
      count(1);
      switch (nodes.get(node)) {
        case Node.Split(List<Integer> next) -> open.addAll(next);
        case Node.AtStart(int next) when atStart -> open.add(next);
        case Node.AtEnd(int next) when atEnd -> open.add(next);
        default -> {}
      }
    }
    return reached;
  }

  private void count(int steps) {
    work += steps;
    if (work > MAX_WORK) {
      throw new TooLarge();
    }
  }

  /**
   * Adds the nodes that read the pattern and continue with {@code next}. Returns the first of them.
   */
  private int add(PatternNode pattern, int next) {
    return switch (pattern) {
      case PatternNode.One(CharSet set) -> add(new Node.Read(set, next));
      case PatternNode.Start() -> add(new Node.AtStart(next));
      case PatternNode.End() -> add(new Node.AtEnd(next));
      case PatternNode.Sequence(List<PatternNode> parts) -> {
        int first = next;
        for (PatternNode part : parts.reversed()) {
          first = add(part, first);
        }
        yield first;
      }
      case PatternNode.Choice(List<PatternNode> ways) ->
          add(new Node.Split(ways.stream().map(way -> add(way, next)).toList()));
      case PatternNode.Repeat(PatternNode part, int least, int most) -> {
        int first = most < 0 ? loop(part, next) : next;
        for (int i = least; i < most; i++) {
          first = add(new Node.Split(List.of(add(part, first), next)));
        }
        for (int i = 0; i < least; i++) {
          first = add(part, first);
        }
        yield first;
      }
    };
  }

  private int loop(PatternNode part, int next) {
    int split = add(new Node.Split(List.of()));
    int first = add(part, split);
    nodes.set(split, new Node.Split(List.of(first, next)));
    return split;
  }

  private int add(Node node) {
    if (nodes.size() == MAX_NODES) {
      throw new TooLarge();
    }
    nodes.add(node);
    return nodes.size() - 1;
  }

  /** Returns the starts of the ranges of characters that no set of the pattern distinguishes. */
  private int[] starts() {
    IntStream bounds =
        nodes.stream()
            .flatMapToInt(
                node -> node instanceof Node.Read read ? read.set().bounds() : IntStream.empty());
    return IntStream.concat(IntStream.of(0), bounds)
        .filter(bound -> bound < CharSet.END)
        .sorted()
        .distinct()
        .toArray();
  }

  /** Numbers the kinds of the ranges. Returns one character of each kind. */
  private List<Integer> kinds(int[] starts, byte[] kinds) {
    List<CharSet> sets =
        nodes.stream()
            .flatMap(
                node -> node instanceof Node.Read read ? Stream.of(read.set()) : Stream.empty())
            .distinct()
            .toList();
    Map<BitSet, Integer> known = new HashMap<>();
    List<Integer> samples = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      BitSet in = new BitSet();
      count(sets.size());
      for (int set = 0; set < sets.size(); set++) {
        in.set(set, sets.get(set).contains(starts[i]));
      }
      Integer kind = known.putIfAbsent(in, samples.size());
      kinds[i] = (byte) (kind == null ? samples.size() : kind);
      if (kind == null) {
        samples.add(starts[i]);
      }
    }
    if (samples.size() > MAX_KINDS) {
      throw new TooLarge();
    }
    return samples;
  }
}
