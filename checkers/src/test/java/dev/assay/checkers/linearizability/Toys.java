package dev.assay.checkers.linearizability;

import dev.assay.checkers.benchmark.Clients.Asked;
import dev.assay.checkers.benchmark.Clients.Subject;
import dev.assay.checkers.model.BankModel;
import dev.assay.checkers.model.ContainerModel;
import dev.assay.checkers.model.CounterModel;
import dev.assay.checkers.model.KeyValueModel;
import dev.assay.checkers.model.MultiRegisterModel;
import dev.assay.checkers.model.MutexModel;
import dev.assay.checkers.model.RegisterModel;
import dev.assay.checkers.model.SetModel;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Small subjects, one for each model, that do what the model says. */
@SuppressWarnings("ImmutableEnumChecker")
public enum Toys {
  REGISTER("strict-register", strict(), () -> new Register(false, 10)),
  REGISTER_JEPSEN("register", jepsen(), () -> new Register(false, 10)),
  UNIQUE_WRITES("strict-register", strict(), () -> new Register(true, 0)),
  UNIQUE_CAS("strict-register", strict(), () -> new Register(true, 10)),
  REGISTERS_BY_KEY("strict-registers", byKey(), () -> new KeyedRegisters()),
  KEY_VALUE("key-value", new KeyValueModel(), KeyValue::new),
  MULTI_REGISTER("multi-register", new MultiRegisterModel(Value.of(0)), MultiRegister::new),
  MUTEX("mutex", new MutexModel(), Mutex::new),
  COUNTER("counter", new CounterModel(), Counter::new),
  SET("set", new SetModel(), () -> new Elements("arcc", 2, false)),
  UNIQUE_SET("set", new SetModel(), () -> new Elements("arcc", 2, true)),
  SET_READ_ALL("set", new SetModel(), () -> new Elements("arss", 2, false)),
  GROWING_SET("set", new SetModel(), () -> new Elements("aacss", 3, false)),
  QUEUE("queue", queue(), () -> new Container(0, false, true)),
  UNIQUE_QUEUE("queue", queue(), () -> new Container(0, true, false)),
  UNCLEAR_QUEUE("queue", queue(), () -> new Container(0, true, true)),
  STACK("stack", stack(), () -> new Container(1, false, true)),
  UNIQUE_STACK("stack", stack(), () -> new Container(1, true, false)),
  UNCLEAR_STACK("stack", stack(), () -> new Container(1, true, true)),
  PRIORITY_QUEUE("priority-queue", priorities(), () -> new Container(2, false, true)),
  UNIQUE_PRIORITIES("priority-queue", priorities(), () -> new Container(2, true, false)),
  UNCLEAR_PRIORITIES("priority-queue", priorities(), () -> new Container(2, true, true)),
  BANK("strict-bank:2", bank(), Bank::new);

  /** The model's name. */
  public final String known;

  public final Model<?> model;

  /** A fresh one. */
  public final Supplier<Subject> subject;

  Toys(String known, Model<?> model, Supplier<Subject> subject) {
    this.known = known;
    this.model = model;
    this.subject = subject;
  }

  private static Model<?> strict() {
    return new RegisterModel(Value.NIL, RegisterModel.Failures.STRICT);
  }

  private static Model<?> jepsen() {
    return new RegisterModel(Value.NIL, RegisterModel.Failures.JEPSEN);
  }

  private static Model<?> byKey() {
    return RegisterModel.byKey(Value.NIL, RegisterModel.Failures.STRICT);
  }

  private static Model<?> queue() {
    return new ContainerModel(ContainerModel.Order.FIRST_IN);
  }

  private static Model<?> stack() {
    return new ContainerModel(ContainerModel.Order.LAST_IN);
  }

  private static Model<?> priorities() {
    return new ContainerModel(ContainerModel.Order.SMALLEST);
  }

  private static Model<?> bank() {
    return new BankModel(
        new TreeMap<>(Map.of("a", 2L, "b", 2L, "c", 2L)), RegisterModel.Failures.STRICT);
  }

  private static final class Register implements Subject {
    private final boolean unique;
    private final int casShare;
    private Value now = Value.NIL;
    private Value last = Value.NIL;
    private long next;

    Register(boolean unique, int casShare) {
      this.unique = unique;
      this.casShare = casShare;
    }

    @Override
    public Asked ask(int client, SplittableRandom random) {
      int choice = random.nextInt(20 + casShare);
      Value fresh = Value.of(unique ? next++ : random.nextInt(3));
      if (choice < 10) {
        return new Asked("read", Value.NIL, false);
      }
      Value expected = unique || random.nextInt(3) > 0 ? last : Value.of(random.nextInt(3));
      return choice < 20
          ? new Asked("write", fresh, true)
          : new Asked("cas", Value.items(List.of(expected, fresh)), true);
    }

    @Override
    public Optional<Value> act(int client, Asked asked) {
      switch (asked.f()) {
        case "write" -> now = asked.input();
        case "cas" -> {
          List<Value> pair = ((Value.Items) asked.input()).items();
          if (!pair.getFirst().equals(now)) {
            return Optional.empty();
          }
          now = pair.getLast();
        }
        default -> {
          last = now;
          return Optional.of(now);
        }
      }
      last = now;
      return Optional.of(asked.input());
    }
  }

  private static final class KeyedRegisters implements Subject {
    private final List<Register> registers = List.of(new Register(false, 5), new Register(true, 5));

    @Override
    public Asked ask(int client, SplittableRandom random) {
      int key = random.nextInt(2);
      Asked asked = registers.get(key).ask(client, random);
      return new Asked(
          asked.f(),
          Value.fields("key", Value.of(key)).with("value", asked.input()),
          asked.changes());
    }

    @Override
    public Optional<Value> act(int client, Asked asked) {
      Value.Fields input = (Value.Fields) asked.input();
      int key = (int) ((Value.Whole) input.get("key").orElseThrow()).number();
      Asked inner = new Asked(asked.f(), input.get("value").orElseThrow(), asked.changes());
      return registers.get(key).act(client, inner).map(answer -> input.with("value", answer));
    }
  }

  private static final class KeyValue implements Subject {
    private final Map<Value, String> texts = new HashMap<>();

    @Override
    public Asked ask(int client, SplittableRandom random) {
      Value.Fields key = Value.fields("key", Value.of("k" + random.nextInt(2)));
      Value text = Value.of(random.nextInt(2) == 0 ? "a" : "b");
      return switch (random.nextInt(4)) {
        case 0 -> new Asked("put", key.with("value", text), true);
        case 1 -> new Asked("append", key.with("value", text), true);
        default -> new Asked("get", key.with("value", Value.NIL), false);
      };
    }

    @Override
    public Optional<Value> act(int client, Asked asked) {
      Value.Fields input = (Value.Fields) asked.input();
      Value key = input.get("key").orElseThrow();
      String before = texts.getOrDefault(key, "");
      if (asked.f().equals("get")) {
        return Optional.of(input.with("value", Value.of(before)));
      }
      String more = ((Value.Text) input.get("value").orElseThrow()).text();
      texts.put(key, asked.f().equals("put") ? more : before + more);
      return Optional.of(input);
    }
  }

  private static final class MultiRegister implements Subject {
    private final Map<Value, Value> registers = new HashMap<>();

    @Override
    public Asked ask(int client, SplittableRandom random) {
      List<Value> steps = new ArrayList<>();
      boolean writes = false;
      for (int i = random.nextInt(2); i >= 0; i--) {
        boolean read = random.nextBoolean();
        writes |= !read;
        Value value = read ? Value.NIL : Value.of(1 + random.nextInt(2));
        steps.add(
            Value.items(
                List.of(
                    Value.of(read ? "read" : "write"),
                    Value.of(random.nextBoolean() ? "x" : "y"),
                    value)));
      }
      return new Asked("txn", Value.items(steps), writes);
    }

    @Override
    public Optional<Value> act(int client, Asked asked) {
      List<Value> answers = new ArrayList<>();
      for (Value step : ((Value.Items) asked.input()).items()) {
        List<Value> parts = ((Value.Items) step).items();
        if (parts.getFirst().equals(Value.of("write"))) {
          registers.put(parts.get(1), parts.get(2));
          answers.add(step);
        } else {
          Value seen = registers.getOrDefault(parts.get(1), Value.of(0));
          answers.add(Value.items(List.of(parts.getFirst(), parts.get(1), seen)));
        }
      }
      return Optional.of(Value.items(answers));
    }
  }

  private static final class Mutex implements Subject {
    private boolean held;

    @Override
    public Asked ask(int client, SplittableRandom random) {
      return new Asked(random.nextBoolean() ? "acquire" : "release", Value.NIL, true);
    }

    @Override
    public Optional<Value> act(int client, Asked asked) {
      boolean acquires = asked.f().equals("acquire");
      if (held == acquires) {
        return Optional.empty();
      }
      held = acquires;
      return Optional.of(Value.NIL);
    }
  }

  private static final class Counter implements Subject {
    private long now;

    @Override
    public Asked ask(int client, SplittableRandom random) {
      return random.nextBoolean()
          ? new Asked("read", Value.NIL, false)
          : new Asked("add", Value.of(random.nextInt(3) - 1), true);
    }

    @Override
    public Optional<Value> act(int client, Asked asked) {
      if (asked.f().equals("read")) {
        return Optional.of(Value.of(now));
      }
      now += ((Value.Whole) asked.input()).number();
      return Optional.of(asked.input());
    }
  }

  private static final class Elements implements Subject {
    private final String asks;
    private final int domain;

    /** Whether each is added once and removed once at most. */
    private final boolean unique;

    private final List<Value> elements = new ArrayList<>();
    private final Set<Asked> asked = new HashSet<>();

    Elements(String asks, int domain, boolean unique) {
      this.asks = asks;
      this.domain = domain;
      this.unique = unique;
    }

    @Override
    public Asked ask(int client, SplittableRandom random) {
      Value element = Value.of(random.nextInt(unique ? domain + asked.size() / 4 : domain));
      Asked change =
          switch (asks.charAt(random.nextInt(asks.length()))) {
            case 'a' -> new Asked("add", element, true);
            case 'r' -> new Asked("remove", element, true);
            case 's' -> new Asked("read", Value.NIL, false);
            default -> new Asked("contains", element, false);
          };
      return unique && change.changes() && !asked.add(change)
          ? new Asked("contains", element, false)
          : change;
    }

    @Override
    public Optional<Value> act(int client, Asked asked) {
      if (asked.f().equals("read")) {
        return Optional.of(Value.items(elements));
      }
      if (asked.f().equals("contains")) {
        return Optional.of(Value.of(elements.contains(asked.input())));
      }
      elements.remove(asked.input());
      if (asked.f().equals("add")) {
        elements.add(asked.input());
      }
      return Optional.of(asked.input());
    }
  }

  private static final class Container implements Subject {
    private static final List<String> PUT = List.of("enqueue", "push", "insert");
    private static final List<String> TAKE = List.of("dequeue", "pop", "extract");

    private final int order;
    private final boolean unique;

    /** Whether the outcome of a take may be unknown. */
    private final boolean unclear;

    private final List<Value> elements = new ArrayList<>();
    private long next;

    Container(int order, boolean unique, boolean unclear) {
      this.order = order;
      this.unique = unique;
      this.unclear = unclear;
    }

    @Override
    public Asked ask(int client, SplittableRandom random) {
      return random.nextBoolean()
          ? new Asked(TAKE.get(order), Value.NIL, unclear)
          : new Asked(PUT.get(order), Value.of(unique ? fresh() : random.nextInt(3)), true);
    }

    /** Each once, up and down. */
    private long fresh() {
      return next++ * 1_327_217_885L % Integer.MAX_VALUE;
    }

    @Override
    public Optional<Value> act(int client, Asked asked) {
      if (PUT.contains(asked.f())) {
        elements.add(asked.input());
        return Optional.of(asked.input());
      }
      if (elements.isEmpty()) {
        return Optional.of(Value.NIL);
      }
      Value taken =
          switch (order) {
            case 0 -> elements.getFirst();
            case 1 -> elements.getLast();
            default ->
                elements.stream()
                    .min(Comparator.comparingLong(v -> ((Value.Whole) v).number()))
                    .orElseThrow();
          };
      elements.remove(order == 1 ? elements.size() - 1 : elements.indexOf(taken));
      return Optional.of(taken);
    }
  }

  private static final class Bank implements Subject {
    private final Map<String, Value> balances =
        new TreeMap<>(Map.of("a", Value.of(2), "b", Value.of(2), "c", Value.of(2)));

    @Override
    public Asked ask(int client, SplittableRandom random) {
      if (random.nextInt(5) < 2) {
        return new Asked("read-all", Value.NIL, false);
      }
      int from = random.nextInt(3);
      int to = (from + 1 + random.nextInt(2)) % 3;
      return new Asked(
          "transfer",
          Value.fields("from", Value.of("abc".substring(from, from + 1)))
              .with("to", Value.of("abc".substring(to, to + 1)))
              .with("amount", Value.of(1 + random.nextInt(3))),
          true);
    }

    @Override
    public Optional<Value> act(int client, Asked asked) {
      if (asked.f().equals("read-all")) {
        return Optional.of(new Value.Fields(balances));
      }
      Value.Fields transfer = (Value.Fields) asked.input();
      String from = ((Value.Text) transfer.get("from").orElseThrow()).text();
      String to = ((Value.Text) transfer.get("to").orElseThrow()).text();
      long amount = ((Value.Whole) transfer.get("amount").orElseThrow()).number();
      long left = balance(from) - amount;
      if (left < 0) {
        return Optional.empty();
      }
      balances.put(from, Value.of(left));
      balances.put(to, Value.of(balance(to) + amount));
      return Optional.of(asked.input());
    }

    private long balance(String account) {
      return ((Value.Whole) balances.getOrDefault(account, Value.of(0))).number();
    }
  }
}
