package dev.assay.node.client;

import dev.assay.ledger.InclusionProof;
import dev.assay.ledger.Query;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.AdministrationResult;
import dev.assay.node.Audit;
import dev.assay.node.ChainPage;
import dev.assay.node.HeaderPage;
import dev.assay.node.LedgerNode;
import dev.assay.node.LedgerStatus;
import dev.assay.node.NodeEvent;
import dev.assay.node.ReadMode;
import dev.assay.node.ReadResult;
import dev.assay.node.SubmitResult;
import dev.assay.node.client.ClientTransport.Reply;
import dev.assay.node.security.Security;
import dev.assay.node.wire.Administrations;
import dev.assay.node.wire.Inspections;
import dev.assay.node.wire.ReadResults;
import dev.assay.node.wire.SubmitResults;
import dev.assay.node.wire.Transactions;
import dev.assay.node.wire.Verifications;
import dev.assay.protocol.AuditRequest;
import dev.assay.protocol.ChainRequest;
import dev.assay.protocol.ChangeMembersRequest;
import dev.assay.protocol.ClientRequest;
import dev.assay.protocol.ClientResponse;
import dev.assay.protocol.EventsRequest;
import dev.assay.protocol.HeadersRequest;
import dev.assay.protocol.Member;
import dev.assay.protocol.ProveRequest;
import dev.assay.protocol.StatusRequest;
import dev.assay.protocol.SubmitRequest;
import dev.assay.protocol.TransferPrimaryRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Calls to one node. Every call goes out once and is never retried or redirected; its callback
 * comes exactly once, soon after the time-out at the latest, on a thread of the transport's, and
 * must not block. May be used by several threads if the transport may.
 */
public final class LedgerClient implements AutoCloseable {
  private final ClientTransport transport;
  private final AtomicLong requests = new AtomicLong();

  public LedgerClient(ClientTransport transport) {
    this.transport = transport;
  }

  /**
   * A client over gRPC; connects when it is first used, and again whenever need be.
   *
   * @param node which node must answer, if who answers is proven; empty: any of the deployment
   */
  public static LedgerClient connect(
      String host, int port, Security security, Optional<String> node) {
    return new LedgerClient(new GrpcTransport(host, port, security, node));
  }

  /** Submits to the default channel: {@link #submit(String, Transaction, Duration, Consumer)}. */
  public void submit(Transaction transaction, Duration timeout, Consumer<SubmitResult> result) {
    submit(LedgerNode.MAIN, transaction, timeout, result);
  }

  /** Asks for a transaction; what is not certain is {@link SubmitResult.Unknown}. */
  public void submit(
      String channel, Transaction transaction, Duration timeout, Consumer<SubmitResult> result) {
    ClientRequest request =
        request()
            .setSubmit(
                SubmitRequest.newBuilder()
                    .setChannel(channel)
                    .setTransaction(Transactions.toWire(transaction))
                    .setTimeoutMillis((int) atNode(timeout).toMillis()))
            .build();
    call(request, timeout, reply -> result.accept(submitted(reply)));
  }

  private static SubmitResult submitted(Reply reply) {
    return switch (reply) {
      case Reply.Answered(ClientResponse response) when response.hasSubmit() ->
          SubmitResults.fromWire(response.getSubmit());
      case Reply.Answered _ -> new SubmitResult.Unknown("the node answered another question");
      case Reply.NotSent(String reason) -> new SubmitResult.NotSent(reason);
      case Reply.NoAnswer(String reason) -> new SubmitResult.Unknown(reason);
    };
  }

  /** Asks a contract of a channel something that changes nothing. */
  public void query(
      String channel,
      Query query,
      ReadMode mode,
      Duration timeout,
      Consumer<ReadResult<List<String>>> result) {
    ClientRequest request =
        request().setQuery(Transactions.toWire(channel, query, mode, atNode(timeout))).build();
    call(request, timeout, reply -> result.accept(answered(reply)));
  }

  private static ReadResult<List<String>> answered(Reply reply) {
    return switch (reply) {
      case Reply.Answered(ClientResponse response) when response.hasQuery() ->
          ReadResults.fromWire(response.getQuery());
      case Reply.Answered _ -> new ReadResult.Unavailable<>("the node answered another question");
      case Reply.NotSent(String reason) -> new ReadResult.Unavailable<>(reason);
      case Reply.NoAnswer(String reason) -> new ReadResult.Unavailable<>(reason);
    };
  }

  /**
   * Reads one balance of the default channel, linearizably; empty when there is no such account.
   */
  public void read(String account, Duration timeout, Consumer<ReadResult<OptionalLong>> result) {
    query(
        LedgerNode.MAIN,
        TransferContract.balance(account),
        ReadMode.QUORUM,
        timeout,
        answer -> result.accept(answer.map(TransferContract::balanceIn)));
  }

  /** Reads all balances of the default channel as one state, linearizably. */
  public void readAll(Duration timeout, Consumer<ReadResult<SortedMap<String, Long>>> result) {
    query(
        LedgerNode.MAIN,
        TransferContract.balances(),
        ReadMode.QUORUM,
        timeout,
        answer -> result.accept(answer.map(TransferContract::balancesIn)));
  }

  /** Brings the cluster's members to what is asked for; see {@link LedgerNode#changeMembers}. */
  public void changeMembers(
      SortedMap<String, String> add,
      SortedSet<String> remove,
      Duration timeout,
      Consumer<AdministrationResult> result) {
    ChangeMembersRequest.Builder change =
        ChangeMembersRequest.newBuilder()
            .addAllRemove(remove)
            .setTimeoutMillis((int) atNode(timeout).toMillis());
    add.forEach(
        (node, address) -> change.addAdd(Member.newBuilder().setNode(node).setAddress(address)));
    administer(request().setChangeMembers(change).build(), timeout, result);
  }

  /** Makes another node a channel's primary. */
  public void transferPrimary(
      String channel, String to, Duration timeout, Consumer<AdministrationResult> result) {
    TransferPrimaryRequest.Builder transfer =
        TransferPrimaryRequest.newBuilder()
            .setChannel(channel)
            .setTo(to)
            .setTimeoutMillis((int) atNode(timeout).toMillis());
    administer(request().setTransferPrimary(transfer).build(), timeout, result);
  }

  private void administer(
      ClientRequest request, Duration timeout, Consumer<AdministrationResult> result) {
    call(request, timeout, reply -> result.accept(administered(reply)));
  }

  private static AdministrationResult administered(Reply reply) {
    return switch (reply) {
      case Reply.Answered(ClientResponse response) when response.hasAdministration() ->
          Administrations.fromWire(response.getAdministration());
      case Reply.Answered _ ->
          new AdministrationResult.Unknown("the node answered another question");
      case Reply.NotSent(String reason) -> new AdministrationResult.Busy(reason);
      case Reply.NoAnswer(String reason) -> new AdministrationResult.Unknown(reason);
    };
  }

  /** What the node says of itself; empty when it does not answer, or not sensibly. */
  public void status(Duration timeout, Consumer<Optional<LedgerStatus>> result) {
    ClientRequest request = request().setStatus(StatusRequest.getDefaultInstance()).build();
    inspect(request, timeout, response -> Inspections.fromWire(response.getStatus()), result);
  }

  /** The node's own state; empty when it lacks blocks, does not answer, or not sensibly. */
  public void audit(Duration timeout, Consumer<Optional<Audit>> result) {
    ClientRequest request = request().setAudit(AuditRequest.getDefaultInstance()).build();
    inspect(request, timeout, response -> Inspections.fromWire(response.getAudit()), result);
  }

  /**
   * The node's events from this number (from 0) on, as far as it remembers them; empty when it does
   * not answer.
   */
  public void events(long first, Duration timeout, Consumer<Optional<List<NodeEvent>>> result) {
    ClientRequest request =
        request().setEvents(EventsRequest.newBuilder().setFromNumber(first)).build();
    inspect(
        request,
        timeout,
        response ->
            response.hasEvents()
                ? Optional.of(Inspections.fromWire(response.getEvents()))
                : Optional.empty(),
        result);
  }

  /** A stretch of the node's chain from this block (from 1) on; empty when it does not answer. */
  public void chain(long first, Duration timeout, Consumer<Optional<ChainPage>> result) {
    ClientRequest request =
        request().setChain(ChainRequest.newBuilder().setFromBlock(first)).build();
    inspect(
        request,
        timeout,
        response ->
            response.hasChain()
                ? Optional.of(Inspections.fromWire(response.getChain()))
                : Optional.empty(),
        result);
  }

  /** Headers of the node's chain from this block (from 1) on; empty without a sensible answer. */
  public void headers(
      String channel, long first, Duration timeout, Consumer<Optional<HeaderPage>> result) {
    ClientRequest request =
        request()
            .setHeaders(HeadersRequest.newBuilder().setChannel(channel).setFromBlock(first))
            .build();
    inspect(request, timeout, response -> Verifications.fromWire(response.getHeaders()), result);
  }

  /**
   * The node's proof that a transaction is in a channel's chain, to be verified by a {@link
   * dev.assay.ledger.LightClient}; empty when it has none, or does not answer sensibly.
   */
  public void prove(
      String channel,
      String transactionId,
      Duration timeout,
      Consumer<Optional<InclusionProof>> result) {
    ClientRequest request =
        request()
            .setProve(ProveRequest.newBuilder().setChannel(channel).setTransactionId(transactionId))
            .build();
    inspect(request, timeout, response -> Verifications.fromWire(response.getProve()), result);
  }

  /**
   * Writes the node's chain, as it is when the call begins, to {@code chain.jsonl} in the folder,
   * which must exist. The file appears whole or not at all.
   *
   * @param timeoutPerPage for each answer of about a mebibyte
   */
  public void exportChain(
      Path folder, Duration timeoutPerPage, Consumer<ChainExport.Result> result) {
    new ChainExport(this, folder, timeoutPerPage, result).begin();
  }

  private <T> void inspect(
      ClientRequest request,
      Duration timeout,
      Function<ClientResponse, Optional<T>> content,
      Consumer<Optional<T>> result) {
    call(
        request,
        timeout,
        reply ->
            result.accept(
                reply instanceof Reply.Answered(ClientResponse response)
                    ? content.apply(response)
                    : Optional.empty()));
  }

  /** How many requests went out, answered or not; from any thread. */
  public long requestsSent() {
    return requests.get();
  }

  private void call(ClientRequest request, Duration timeout, Consumer<Reply> reply) {
    requests.incrementAndGet();
    transport.call(request, timeout, reply);
  }

  private static ClientRequest.Builder request() {
    return ClientRequest.newBuilder();
  }

  /**
   * A little less than the client's own, so that the node's answer, which knows more, can still
   * arrive.
   */
  private static Duration atNode(Duration timeout) {
    return Duration.ofMillis(Math.clamp(timeout.toMillis() * 9 / 10, 1, Integer.MAX_VALUE));
  }

  @Override
  public void close() {
    transport.close();
  }
}
