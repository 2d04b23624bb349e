package dev.assay.simulator;

/** A client's endpoint: it has no disk, no clock of its own, and does not crash. */
final class Attachment implements Party, Endpoint {
  private final World world;
  private final String name;
  private final String kin;
  private final Mailbox mailbox;
  private final Network.Outlet outlet;
  private Receiver receiver = (from, payload) -> {};
  private boolean closed;

  Attachment(World world, String name, String kin) {
    this.world = world;
    this.name = name;
    this.kin = kin;
    this.mailbox = new Mailbox(world.limits().queuedPerPartyMax());
    this.outlet = world.network().outlet(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kin() {
    return kin;
  }

  @Override
  public long nowNanos() {
    return world.nowNanos();
  }

  @Override
  public void send(String to, byte[] payload) {
    if (!closed) {
      outlet.send(to, payload);
    }
  }

  @Override
  public void onReceive(Receiver newReceiver) {
    receiver = newReceiver;
  }

  @Override
  public void after(long nanos, Runnable task) {
    world.schedule(
        nanos,
        Kind.TIMER,
        name,
        () -> {
          if (!closed) {
            task.run();
          }
        });
  }

  @Override
  public Mailbox mailbox() {
    return mailbox;
  }

  @Override
  public boolean arrive(String from, byte[] payload) {
    receiver.receive(from, payload);
    return true;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      world.forget(name);
    }
  }
}
