package dev.assay.checkers.container;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Clashing;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.linearizability.Rung;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Decides histories of a queue, a stack or a priority queue in which every element is put once, in
 * n log n (after Gibbons and Korach 1997; Henzinger, Sezgin and Vafeiadis, "Aspect-Oriented
 * Linearizability Proofs", 2013; Lee and Mathur, "Efficient Decrease-and-Conquer Linearizability
 * Monitoring", 2025; Abdulla et al., "Efficient Linearizability Monitoring", 2025). Declines when
 * one is put twice.
 *
 * <p>Who took nobody knows what may have taken what nobody else did. That is decided in part: what
 * the others say must have an order by itself; elements that were in the way of others are taken
 * from them by the moment at which that shows, the earliest first, and if that does not suffice
 * there is no order. What these takes make possible is an order if it is one, and left to the
 * search otherwise; for queues in which nobody found nothing it always is one.
 */
public final class UniqueElements implements Rung {
  private final ContainerCall.Reader reader;
  private final Discipline discipline;

  private UniqueElements(ContainerCall.Reader reader, Discipline discipline) {
    this.reader = reader;
    this.discipline = discipline;
  }

  public static UniqueElements queue(ContainerCall.Reader reader) {
    return new UniqueElements(reader, new FirstIn());
  }

  public static UniqueElements stack(ContainerCall.Reader reader) {
    return new UniqueElements(reader, new LastIn());
  }

  /** Elements are whole numbers, or it declines; the smallest goes first. */
  public static UniqueElements priorityQueue(ContainerCall.Reader reader) {
    return new UniqueElements(reader, new Smallest());
  }

  @Override
  public String name() {
    return "unique elements";
  }

  @Override
  public Optional<Answer> decide(List<Operation> operations, Budget budget) {
    try {
      return Contents.of(operations, reader)
          .filter(this::isUnderstood)
          .flatMap(contents -> contents.unclear().isEmpty() ? certain(contents) : unclear(contents))
          .map(order -> linearizable(operations, order));
    } catch (Clashing clash) {
      return Optional.of(clash.told(operations, name()));
    }
  }

  private boolean isUnderstood(Contents contents) {
    return !(discipline instanceof Smallest)
        || contents.elements().stream().allMatch(e -> e.value() instanceof Value.Whole);
  }

  private Answer linearizable(List<Operation> operations, List<Integer> order) {
    List<Operation> ordered = new ArrayList<>(order.size());
    order.forEach(op -> ordered.add(operations.get(op)));
    return new Answer.Linearizable(ordered, name());
  }

  private Optional<List<Integer>> certain(Contents contents) {
    return discipline.order(contents);
  }

  private Optional<List<Integer>> unclear(Contents contents) {
    // What was taken by others has an order when those who took nobody knows what are left out.
    certain(contents.taken());
    List<Element> given = given(contents);
    try {
      return certain(contents.with(given));
    } catch (Clashing clash) {
      return Optional.empty(); // Others might have taken these elements, or more of them.
    }
  }

  /** The elements, of which those that were in the way are given to unclear takes. */
  private List<Element> given(Contents contents) {
    List<Element> never = contents.elements().stream().filter(e -> !e.isTaken()).toList();
    List<Deadline> deadlines = discipline.deadlines(contents, never);
    List<Integer> due =
        IntStream.range(0, never.size())
            .filter(i -> !deadlines.get(i).isNone())
            .boxed()
            .sorted(Comparator.comparingLong(i -> deadlines.get(i).at()))
            .toList();
    int[] takers = new int[contents.operations().size()];
    for (int i = 0; i < due.size(); i++) {
      Deadline deadline = deadlines.get(due.get(i));
      if (i == contents.unclear().size()
          || contents.operations().get(contents.unclear().get(i)).index() > deadline.at()) {
        throw tooFew(contents, due.subList(0, i + 1), never, deadlines);
      }
      takers[never.get(due.get(i)).put()] = contents.unclear().get(i) + 1;
    }
    return contents.elements().stream()
        .map(
            element ->
                takers[element.put()] == 0
                    ? element
                    : Element.of(
                        contents.operations(),
                        element.value(),
                        element.put(),
                        takers[element.put()] - 1))
        .toList();
  }

  private static Clashing tooFew(
      Contents contents, List<Integer> due, List<Element> never, List<Deadline> deadlines) {
    List<Integer> clash = new ArrayList<>(contents.unclear().subList(0, due.size() - 1));
    for (int i : due) {
      clash.add(never.get(i).put());
      clash.addAll(deadlines.get(i).witnesses());
    }
    return new Clashing(
        clash, "more elements must have been taken by then than anybody can have taken");
  }
}
