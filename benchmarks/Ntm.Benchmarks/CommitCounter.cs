using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ntm.Benchmarks;

/// <summary>
/// Counts what reaches the databases, by service: transactions committed, writes that commit by themselves (the relay's
/// claims and deletions), and round trips. It slows the platform, so it listens only while it counts.
/// </summary>
internal sealed class CommitCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentBag<IDisposable> subscriptions = [];
    private readonly ConcurrentDictionary<string, int> transactions = [];
    private readonly ConcurrentDictionary<string, int> ownCommits = [];
    private readonly ConcurrentDictionary<string, int> trips = [];
    private readonly ConcurrentDictionary<string, int> statements = [];

    private CommitCounter() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public IReadOnlyDictionary<string, int> Transactions => transactions;

    public IReadOnlyDictionary<string, int> OwnCommits => ownCommits;

    public IReadOnlyDictionary<string, int> Trips => trips;

    public IReadOnlyDictionary<string, int> Statements => statements;

    /// <summary>Starts counting after a second: for that long the runtime caches that no listener is attached.</summary>
    public static async Task<CommitCounter> StartAsync()
    {
        var counter = new CommitCounter();
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        counter.transactions.Clear();
        counter.ownCommits.Clear();
        counter.trips.Clear();
        counter.statements.Clear();
        return counter;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        switch (value.Value)
        {
            case TransactionEndEventData ended when value.Key == RelationalEventId.TransactionCommitted.Name:
                Count(transactions, ended.Context);
                Count(trips, ended.Context, 2);
                break;
            case CommandExecutedEventData executed:
                Count(trips, executed.Context);
                statements.AddOrUpdate($"{ServiceOf(executed.Context)}: {executed.Command.CommandText}", 1, (_, sum) => sum + 1);
                if (executed.Command.Transaction is null && executed.Command.CommandText.TrimStart() is ['U' or 'D' or 'I', ..])
                {
                    Count(ownCommits, executed.Context);
                }

                break;
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
        {
            subscription.Dispose();
        }
    }

    private static void Count(ConcurrentDictionary<string, int> counts, object? context, int by = 1) =>
        counts.AddOrUpdate(ServiceOf(context), by, (_, sum) => sum + by);

    private static string ServiceOf(object? context) =>
        (context?.GetType().Name ?? "?").Replace("Sqlite", "", StringComparison.Ordinal).Replace("DbContext", "", StringComparison.Ordinal);
}
