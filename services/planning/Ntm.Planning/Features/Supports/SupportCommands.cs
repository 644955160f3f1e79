using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Records;
using Ntm.Planning.Domain.Supports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Supports;

/// <summary>What the acts on a support share. Their answers name no household: an answer may be stored to be given again.</summary>
internal sealed class SupportCommands(PlanningDbContext db, RecordCommands commands)
{
    /// <summary>Roles that approve.</summary>
    public static readonly string[] Leaders = ["leader"];

    /// <summary>How the commands show a support, and to whom.</summary>
    public static RecordKind<HouseholdSupport, SupportView> Kind =>
        new(SupportErrors.NotFound, (caller, row) => Sees(caller, row.CommunePath), SupportView.Of);

    /// <summary>Whether the caller sees a commune's register and who stands in it: its officers, leaders and auditors alone.</summary>
    public static bool Sees(Caller caller, string communePath) =>
        PlanningAccess.Drafters.Append("auditor").Any(role => caller.Holds(role, communePath));

    /// <summary>Communes whose registers the caller sees.</summary>
    public static IReadOnlyList<string> Seen(Caller caller) => RecordAccess.UnitsOf(caller, "officer", "leader", "auditor");

    /// <summary>An act of the commune's officer or leader.</summary>
    public Task<Results<Ok<SupportView>, ProblemHttpResult>> ByKeeperAsync(
        Guid id,
        Caller caller,
        HttpContext http,
        Func<HouseholdSupport, Act, Task<Result<RecordStep>>> act,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            id,
            Kind,
            caller,
            http,
            row => RecordAccess.Officers(caller, row.CommunePath) is { } hand ? hand : SupportErrors.NotKeeper,
            act,
            cancellation
        );

    /// <summary>An act of the commune's leader.</summary>
    public Task<Results<Ok<SupportView>, ProblemHttpResult>> ByLeaderAsync(
        Guid id,
        Caller caller,
        HttpContext http,
        Func<HouseholdSupport, Act, Task<Result<RecordStep>>> act,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            id,
            Kind,
            caller,
            http,
            row => caller.Holds("leader", row.CommunePath) ? new RecordHand(row.CommunePath, Leaders) : SupportErrors.NotLeader,
            act,
            cancellation
        );

    /// <summary>Lets the household apply again, where the act was done.</summary>
    public async Task<Result<RecordStep>> ReleaseAsync(HouseholdSupport row, Result<RecordStep> step, CancellationToken cancellation)
    {
        if (!step.Refused)
        {
            (await db.Households.FirstAsync(household => household.SupportId == row.Id, cancellation)).Release();
        }

        return step;
    }
}
