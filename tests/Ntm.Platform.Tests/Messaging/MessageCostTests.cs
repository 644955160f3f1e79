using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Messaging;

/// <summary>
/// What an event costs its databases, from the outbox through the relay to its consumer, one statement of which settles notices; times
/// are left to benchmarks.
/// </summary>
public sealed class MessageCostTests : IAsyncLifetime
{
    private const int Events = 60;
    private const double MostCommits = 2;
    private const double MostRoundTrips = 8;

    private readonly FeedProbe probe = new();

    /// <summary>Listens before the platform starts: for a second the engine remembers of each context that nobody did.</summary>
    private readonly Counter counter = new();

    public ValueTask InitializeAsync() => probe.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        counter.Dispose();
        await probe.DisposeAsync();
    }

    [Fact]
    public async Task The_end_of_a_dossier_costs_at_most_two_commits_and_eight_round_trips()
    {
        var warm = Guid.CreateVersion7();
        await probe.CommitAsync(FeedProbe.Event(warm, 1));
        await Eventually.TrueAsync(async () => await probe.WaitingAsync(warm) == 0, "the first event has left");
        var dossiers = Enumerable.Range(0, Events).Select(_ => Guid.CreateVersion7()).ToArray();
        counter.Count(await probe.ReadAsync(db => Task.FromResult(db.Database.GetConnectionString()!)));

        await probe.CommitAsync(dossiers.Select(dossier => FeedProbe.Event(dossier, 1)));
        await Eventually.TrueAsync(
            () => Task.FromResult(counter.Deleted >= Events),
            () => $"every event was delivered and deleted, and not only {counter.Deleted}"
        );

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{counter.Commits / (double)Events:0.00} commits and {counter.RoundTrips / (double)Events:0.00} round trips an event"
        );
        Assert.InRange(counter.Commits / (double)Events, 1, MostCommits);
        Assert.InRange(counter.RoundTrips / (double)Events, 3, MostRoundTrips);
    }

    /// <summary>Counts the statements that EF Core reports on one database: BEGIN and COMMIT are round trips, too.</summary>
    private sealed class Counter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly ConcurrentBag<IDisposable> subscriptions = [];
        private string? database;
        private int commits;
        private int roundTrips;
        private int deleted;

        public Counter() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public int Commits => commits;

        public int RoundTrips => roundTrips;

        /// <summary>Rows that the relay deleted from the outbox.</summary>
        public int Deleted => deleted;

        /// <summary>Begins to count what happens on a database.</summary>
        public void Count(string name) => database = name;

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
                case TransactionEndEventData ended when value.Key == RelationalEventId.TransactionCommitted.Name && IsOurs(ended.Context):
                    Interlocked.Increment(ref commits);
                    Interlocked.Add(ref roundTrips, 2);
                    break;
                case CommandExecutedEventData executed when IsOurs(executed.Context):
                    Command(executed);
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

        private void Command(CommandExecutedEventData executed)
        {
            var text = executed.Command.CommandText.TrimStart();
            var look = text.StartsWith("SELECT", StringComparison.Ordinal) && executed.Command.Transaction is null;
            if (look || text.StartsWith("INSERT INTO \"Outbox\"", StringComparison.Ordinal))
            {
                // A pump that looks and finds nothing, and the step that publishes, are no part of an event's way.
                return;
            }

            Interlocked.Increment(ref roundTrips);
            if (executed.Command.Transaction is null)
            {
                Interlocked.Increment(ref commits);
            }

            if (text.StartsWith("DELETE FROM \"Outbox\"", StringComparison.Ordinal))
            {
                Interlocked.Add(ref deleted, executed.Result is int rows ? rows : 0);
            }
        }

        private bool IsOurs(DbContext? context) => database is not null && context?.Database.GetConnectionString() == database;
    }
}
