package dev.assay.workloads.transfer;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Reach;
import dev.assay.harness.workload.Workload;
import dev.assay.harness.workload.WorkloadPlan;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import dev.assay.workloads.shape.TransferShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Transfers between accounts with skewed choice, single reads, reads of all accounts. */
public final class TransferWorkload implements Workload {
  /**
   * The field of an operation that names the node to ask, in place of the one that the client takes
   * for the primary.
   */
  public static final String VIA = "via";

  private final TransferShape shape;

  public TransferWorkload(TransferShape shape) {
    this.shape = shape;
  }

  @Override
  public String name() {
    return shape.workload();
  }

  @Override
  public Manifest.Expectations expectations() {
    Map<String, Long> accounts = new LinkedHashMap<>();
    shape.accountNames().forEach(account -> accounts.put(account, shape.openingAmount()));
    return new Manifest.Expectations(accounts, Manifest.Floors.DEFAULT);
  }

  @Override
  public List<Invocation> setup(WorkloadPlan plan) {
    return shape.accountNames().stream().map(this::open).toList();
  }

  @Override
  public Generator load(WorkloadPlan plan) {
    return new TransferLoad(shape, plan.seed().fork("transfer"), 0, List.of());
  }

  @Override
  public Generator closing(WorkloadPlan plan) {
    return ClosingAudit.of(plan.nodes());
  }

  @Override
  public Client open(ProcessId process, Map<NodeId, Reach> nodes) {
    return TransferClient.open(process, nodes);
  }

  private Invocation open(String account) {
    return new Invocation(
        "open",
        Value.fields("id", Value.of("o-" + account))
            .with("account", Value.of(account))
            .with("amount", Value.of(shape.openingAmount())));
  }
}
