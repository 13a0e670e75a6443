package io.github.mirror4j.select;

import io.github.mirror4j.text.AddressBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the rules for the blocks that contain an address. It takes one binary search for each
 * prefix length that occurs, so at most 33 searches for any number of blocks.
 */
final class AddressBlocks {

  /**
   * The blocks of one prefix length. {@code networks} is sorted, and {@code rules} has the rules of
   * each network at the same position.
   */
  private static final class OfLength {

    private final int mask;
    private final int[] networks;
    private final List<List<CompiledRule>> rules;

    OfLength(int prefixLength, SortedMap<Integer, List<CompiledRule>> rules) {
      mask = AddressBlock.mask(prefixLength);
      networks = rules.keySet().stream().mapToInt(Integer::intValue).toArray();
      this.rules = List.copyOf(rules.values());
    }

    List<CompiledRule> find(int address) {
      int at = Arrays.binarySearch(networks, address & mask);
      return at < 0 ? List.of() : rules.get(at);
    }
  }

  private final List<OfLength> byLength;

  private AddressBlocks(List<OfLength> byLength) {
    this.byLength = byLength;
  }

  /**
   * Returns the number of lists of rules to look at for one host, each by one call of {@link
   * #find}.
   */
  int lookUps() {
    return byLength.size();
  }

  /** Returns the rules for blocks of the n-th prefix length that contain an address, in order. */
  List<CompiledRule> find(int lookUp, int address) {
    return byLength.get(lookUp).find(address);
  }

  /**
   * Returns the host as an address. Empty if there are no blocks, since the host need not be parsed
   * then.
   */
  OptionalInt address(String host) {
    return byLength.isEmpty() ? OptionalInt.empty() : AddressBlock.address(host);
  }

  /** Collects the rules in order. */
  static final class Builder {

    private final Map<Integer, TreeMap<Integer, List<CompiledRule>>> byLength = new TreeMap<>();

    void add(AddressBlock block, CompiledRule rule) {
      byLength
          .computeIfAbsent(block.prefixLength(), length -> new TreeMap<>())
          .computeIfAbsent(block.network(), network -> new ArrayList<>())
          .add(rule);
    }

    AddressBlocks build() {
      List<OfLength> tables = new ArrayList<>();
      byLength.forEach((length, rules) -> tables.add(new OfLength(length, rules)));
      return new AddressBlocks(List.copyOf(tables));
    }
  }
}
