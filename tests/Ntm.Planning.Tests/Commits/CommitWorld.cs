using Microsoft.Extensions.DependencyInjection;
using Ntm.Planning.Persistence;
using Ntm.Testing;

namespace Ntm.Planning.Tests.Commits;

/// <summary>
/// A plan whose acts are ended at their commit, and its twin that nothing interrupts, on one platform: in the end both must have the
/// same rows, sums, timers and events.
/// </summary>
public sealed class CommitWorld : IAsyncLifetime
{
    public PlanningPlatform Planning { get; } = new();

    public ValueTask InitializeAsync() => Planning.InitializeAsync();

    public ValueTask DisposeAsync() => Planning.DisposeAsync();

    /// <summary>Ends the next transaction of the service that fits.</summary>
    internal FailingCommit End(Moment moment, Func<PlanningDbContext, bool> fits)
    {
        using var scope = Planning.Platform.Services.CreateScope();
        return new FailingCommit(scope.ServiceProvider.GetRequiredService<PlanningDbContext>(), moment, fits);
    }

    /// <summary>Does something else before a statement of the service, after what it has read.</summary>
    internal HeldStatement Hold(Func<PlanningDbContext, string, bool> fits, Func<Task> meanwhile)
    {
        using var scope = Planning.Platform.Services.CreateScope();
        return new HeldStatement(scope.ServiceProvider.GetRequiredService<PlanningDbContext>(), fits, meanwhile);
    }

    /// <summary>Whether the transaction holds rows of a kind that fit.</summary>
    internal static bool Holds<TRow>(PlanningDbContext db, Func<TRow, bool> fits)
        where TRow : class => db.ChangeTracker.Entries<TRow>().Any(row => fits(row.Entity));

    /// <summary>Both plans must have the same once nothing more comes.</summary>
    internal async Task SameAsync(CommitPlan ended, CommitPlan twin) => Assert.Equal(await RestAsync(twin), await RestAsync(ended));

    /// <summary>What a plan and the one above it have once every due timer has fired and every event has left.</summary>
    internal async Task<IReadOnlyList<string>> RestAsync(CommitPlan plan)
    {
        await Eventually.TrueAsync(IsAtRestAsync, "every due timer has fired and every event has left");
        await using var scope = Planning.Platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlanningDbContext>();
        var own = await PlanPicture.OfAsync(db, Planning.Platform, plan.Id, plan.Commune);
        var above = await PlanPicture.OfAsync(db, Planning.Platform, plan.Above, plan.Commune);
        return [.. own, .. above.Select(line => "above: " + line)];
    }

    /// <summary>Moves the clock on until timers whose firing failed have fired.</summary>
    internal async Task SettledAsync(CommitPlan plan)
    {
        await RestAsync(plan);
        while (await AnyAsync(db => db.Timers.Any(timer => timer.Attempts > 0)))
        {
            Planning.Platform.Clock.Advance(TimeSpan.FromMinutes(1));
            await RestAsync(plan);
        }
    }

    internal async Task<bool> AnyAsync(Func<PlanningDbContext, bool> any)
    {
        await using var scope = Planning.Platform.Services.CreateAsyncScope();
        return any(scope.ServiceProvider.GetRequiredService<PlanningDbContext>());
    }

    private async Task<bool> IsAtRestAsync()
    {
        var now = Planning.Platform.Clock.GetUtcNow();
        return !await AnyAsync(db => db.Timers.Any(timer => timer.DueAt <= now) || db.Outbox.Any());
    }
}
