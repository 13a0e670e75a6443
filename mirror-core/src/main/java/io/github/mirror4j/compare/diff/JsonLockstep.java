package io.github.mirror4j.compare.diff;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.Severity;
import io.github.mirror4j.compare.diff.JsonTokens.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares two JSON texts while both are read, token by token. Nothing is kept but where elements
 * are that differ at their index. These are read once more for their hashes, which tell whether it
 * is the order alone that differs. Arrays that have to be compared otherwise than element by
 * element are read once more as trees. Where the rest of both texts is the same, byte by byte, only
 * one of them is read to its end.
 */
final class JsonLockstep {

  /** How often every byte may be read again, on average: values may be nested deeply. */
  private static final int REREADS = 4;

  private final JsonTokens left;

  /** The right text, or a value of it that is read once more. */
  private JsonTokens right;

  private final DifferenceLog log;
  private final TreeComparison trees;
  private final JsonHash hash;
  private final JsonFields fields;
  private final List<String> names = new ArrayList<>();

  /** How many bytes may still be read again as trees. */
  private long treeBytes;

  /** How many bytes may still be read again for their hashes. */
  private long hashBytes;

  /** How many bytes at the end are the same; -1 until that is asked. */
  private int suffix = -1;

  /** How much had differed when it was asked last whether the rest is the same. */
  private int asked;

  /** Whether both texts are read alongside: not where fields stand in another order. */
  private boolean inOrder = true;

  /** Whether the rest is the same. Then the right text is not read any further. */
  private boolean sameRest;

  /** How many arrays are open. */
  private int arrays;

  JsonLockstep(JsonTokens left, JsonTokens right, DifferenceLog log) {
    this.left = left;
    this.right = right;
    this.log = log;
    trees = new TreeComparison(log, TreeComparison.Style.JSON);
    hash = new JsonHash(trees.hash());
    treeBytes = (long) REREADS * (left.size() + right.size());
    hashBytes = treeBytes;
    fields = new JsonFields(left, this, trees, log, treeBytes);
  }

  /**
   * Compares the two texts.
   *
   * @throws MalformedBodyException if one of them is malformed
   */
  void compare(Place root) {
    Kind l = left.next();
    Kind r = right.next();
    if (l == Kind.END || r == Kind.END) {
      throw new MalformedBodyException("no JSON");
    }
    value(root, l, r);
    left.end();
    if (!sameRest) {
      right.end();
    }
  }

  /** Compares two values, from their first tokens to their last. */
  private void value(Place place, Kind l, Kind r) {
    if (l == Kind.START_OBJECT && r == Kind.START_OBJECT) {
      object(place);
    } else if (l == Kind.START_ARRAY && r == Kind.START_ARRAY) {
      array(place);
    } else if (l != r || (l.hasText() && !left.hasTextOf(right))) {
      trees.compare(left.node(), right.node(), place);
    }
  }

  /** Compares a left value with a right one that was read before, by a reader of its own. */
  void value(Place place, Kind l, JsonTokens rightValue) {
    JsonTokens text = right;
    right = rightValue;
    value(place, l, right.next());
    right.close();
    right = text;
  }

  private void object(Place place) {
    int mark = log.mark();
    int first = names.size();
    Kind l = left.next();
    Kind r = right.next();
    while (l == Kind.NAME && r == Kind.NAME && left.name().equals(right.name())) {
      String name = left.name();
      names.add(name);
      value(place.field(name), left.next(), right.next());
      if (arrays == 0 && isSameRest()) {
        readNames();
        break;
      }
      l = left.next();
      r = right.next();
    }
    int further = 0;
    if (!sameRest && (l == Kind.NAME || r == Kind.NAME)) {
      boolean wasInOrder = inOrder;
      inOrder = false;
      further = fields.compare(right, place, names, first);
      inOrder = wasInOrder;
    }
    List<String> all = names.subList(first, names.size());
    if (all.size() - further > Place.NAMES_LIMIT && !place.isMap()) {
      place.becomeMap();
      log.collapse(mark, place);
    }
    place.saw(all);
    all.clear();
  }

  /** Reads the names of the fields that are left, which are the same in both texts. */
  private void readNames() {
    while (left.next() == Kind.NAME) {
      names.add(left.name());
      left.next();
      left.skip();
    }
  }

  /**
   * Returns whether the rest of both texts is the same. It is asked between fields and between
   * elements of the outermost array. Looks at positions only where something differed just now.
   */
  private boolean isSameRest() {
    if (!sameRest && inOrder && asked != log.touches()) {
      asked = log.touches();
      suffix = suffix < 0 ? left.commonSuffix(right) : suffix;
      int rest = left.rest();
      sameRest = rest <= suffix && rest == right.rest();
    }
    return sameRest;
  }

  private void array(Place place) {
    int mark = log.mark();
    int leftStart = left.offset();
    int rightStart = right.offset();
    ElementPairs differing = null;
    boolean isMoved = false;
    int index = 0;
    arrays++;
    Kind l = left.next();
    Kind r = right.next();
    while (l != Kind.END_ARRAY && r != Kind.END_ARRAY) {
      int leftElement = l.hasParts() ? left.offset() : ElementPairs.SCALAR;
      int rightElement = r.hasParts() ? right.offset() : ElementPairs.SCALAR;
      if (isMoved) {
        skip(requireNonNull(differing), index, leftElement, rightElement);
      } else {
        int touches = log.touches();
        isMoved = element(place, l, r);
        if (log.touches() != touches) {
          differing = differing == null ? new ElementPairs(left, right) : differing;
          differing.add(index, leftElement, rightElement);
        }
      }
      index++;
      boolean isOver = arrays == 1 && isSameRest();
      l = left.next();
      if (isOver) {
        break;
      }
      r = right.next();
    }
    arrays--;
    boolean sameSize = sameRest || l == r;
    left.skipToEndOfArray();
    if (!sameRest) {
      right.skipToEndOfArray();
    }
    if (!sameSize) {
      reread(place, mark, leftStart, rightStart, DifferenceKind.SIZE);
    } else if (differing != null && log.differsSince(mark)) {
      sameSize(place, mark, leftStart, rightStart, differing, isMoved);
    }
  }

  /**
   * Compares two elements at the same index.
   *
   * @return whether those behind them need not be each other's like
   */
  private boolean element(Place array, Kind l, Kind r) {
    int mark = log.mark();
    value(array.element(), l, r);
    return log.differsSince(mark, array.element(), ArrayComparison.keyFields(array));
  }

  /** Reads two elements that need not be each other's like. */
  private void skip(ElementPairs differing, int index, int leftStart, int rightStart) {
    left.skip();
    right.skip();
    if (differing.addUnlessSame(index, leftStart, rightStart)) {
      log.touch();
    }
  }

  /** Sees whether the elements that differ at their index are the same in another order. */
  private void sameSize(
      Place place,
      int mark,
      int leftStart,
      int rightStart,
      ElementPairs differing,
      boolean isMoved) {
    boolean isOrder = differing.haveSameBytes();
    boolean isGuess = false;
    boolean areApart = false;
    int length = differing.length(leftStart, rightStart);
    boolean isOrdered = NodeHash.isOrdered(place);
    if (!isOrder && hashBytes >= length) {
      hashBytes -= length;
      int guesses = trees.hash().guesses();
      differing.readRight(hash, place.element(), rightStart);
      if (!isOrdered || differing.isFirstAmongRight(hash, place.element())) {
        differing.readLeft(hash, place.element(), leftStart);
        isOrder = differing.areSameInAnotherOrder();
        areApart = differing.areApart();
      }
      isGuess = trees.hash().guesses() > guesses;
    }
    if (isOrder && !isGuess) {
      log.rollback(mark);
      trees.order(place);
    } else if (isMoved || isOrder || (!isOrdered && (!areApart || isGuess))) {
      reread(place, mark, leftStart, rightStart, isMoved ? DifferenceKind.VALUE : null);
    }
  }

  /**
   * Compares two arrays once more, as trees, if not too much was read again yet.
   *
   * @param known what is known to differ and was not added; null if all that is known was
   */
  private void reread(
      Place place, int mark, int leftStart, int rightStart, @Nullable DifferenceKind known) {
    int leftEnd = left.position();
    int rightEnd = sameRest ? right.size() - left.rest() : right.position();
    treeBytes -= leftEnd - leftStart + rightEnd - rightStart;
    if (treeBytes >= 0) {
      log.rollback(mark);
      Node a = left.nodeAt(leftStart, leftEnd);
      trees.compare(a, right.nodeAt(rightStart, rightEnd), place);
    } else if (known != null) {
      Sample array = Sample.of("array");
      log.add(place, known, Severity.CHANGED, array, array);
    }
  }
}
