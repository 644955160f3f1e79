using Microsoft.EntityFrameworkCore.Diagnostics;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Tests.Commits;

/// <summary>Holds one command of a planning database before a statement while something else is done: what it has read is stale
/// then.</summary>
internal sealed class HeldStatement : PlanningListener
{
    private readonly Func<PlanningDbContext, string, bool> fits;
    private readonly Func<Task> meanwhile;

    /// <param name="like">A context of the database.</param>
    /// <param name="fits">Whether the statement, with what its context holds, is the one.</param>
    /// <param name="meanwhile">What is done.</param>
    public HeldStatement(PlanningDbContext like, Func<PlanningDbContext, string, bool> fits, Func<Task> meanwhile)
        : base(like)
    {
        (this.fits, this.meanwhile) = (fits, meanwhile);
        Listen();
    }

    public override void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value.Key == RelationalEventId.CommandExecuting.Name
            && value.Value is CommandEventData { Context: PlanningDbContext db } begun
            && IsOfDatabase(db)
            && fits(db, begun.Command.CommandText)
            && Take()
        )
        {
            meanwhile().GetAwaiter().GetResult();
        }
    }
}
