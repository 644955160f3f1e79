using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Ntm.Hosting;
using Ntm.Persistence;
using Ntm.Platform.Tests.Style;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Hosting;

public sealed partial class BackgroundLoopTests
{
    [Fact]
    public async Task A_round_that_fails_in_whatever_way_is_followed_by_the_next()
    {
        using var loop = new Failing(
            new NpgsqlException("Failed to connect", new SocketException(111)),
            new OperationCanceledException("Nobody stopped it."),
            new TaskCanceledException("A time limit."),
            new InvalidOperationException("A bug.")
        );
        await loop.StartAsync(CancellationToken.None);

        await Eventually.TrueAsync(() => loop.Rounds == 5, "the round after the failures has run");

        Assert.False(loop.ExecuteTask!.IsCompleted);
        await loop.StopAsync(CancellationToken.None);
        Assert.True(loop.ExecuteTask.IsCompletedSuccessfully);
        Assert.True(loop.HasEnded);
    }

    /// <summary>A background service that ends by an exception takes its process with it.</summary>
    [Fact]
    public void Every_background_service_is_such_a_loop() =>
        Assert.Equal(
            ["building-blocks/Ntm.Web/BackgroundLoop.cs"],
            Product().Where(path => Timers().IsMatch(File.ReadAllText(path))).Select(Repository.Relative)
        );

    [Fact]
    public void The_product_has_no_switch_for_tests() =>
        Assert.Empty(
            Product().Where(path => File.ReadAllText(path).Contains("TryGetSwitch", StringComparison.Ordinal)).Select(Repository.Relative)
        );

    private static IEnumerable<string> Product() =>
        Repository.Sources().Where(path => Repository.Relative(path).Split('/')[0] is not ("tests" or "benchmarks"));

    [GeneratedRegex(@": BackgroundService\b|\bPeriodicTimer\b|\.CreateTimer\(")]
    private static partial Regex Timers();

    private sealed class Failing(params Exception[] failures)
        : BackgroundLoop(
            new Outages([new OutageCause("The database", DatabaseAway.Behind)], NullLogger<Outages>.Instance),
            NullLogger.Instance
        )
    {
        private int rounds;

        public int Rounds => Volatile.Read(ref rounds);

        public bool HasEnded { get; private set; }

        protected override TimeSpan WaitAfterFailure => TimeSpan.FromMilliseconds(1);

        protected override Task<TimeSpan> RunRoundAsync(CancellationToken cancellation)
        {
            var round = Interlocked.Increment(ref rounds);
            return round <= failures.Length ? throw failures[round - 1] : Task.FromResult(Timeout.InfiniteTimeSpan);
        }

        protected override Task EndAsync()
        {
            HasEnded = true;
            throw new InvalidOperationException("A bug at the end.");
        }
    }
}
