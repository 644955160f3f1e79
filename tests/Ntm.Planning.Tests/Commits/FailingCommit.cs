using Microsoft.EntityFrameworkCore.Diagnostics;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Tests.Commits;

/// <summary>On which side of its commit an act ends.</summary>
public enum Moment
{
    /// <summary>Nothing of it is stored.</summary>
    BeforeCommit,

    /// <summary>All of it is stored, and no answer came.</summary>
    AfterCommit,
}

/// <summary>Ends one transaction of a planning database at its commit, as the death of the process there would.</summary>
internal sealed class FailingCommit : PlanningListener
{
    private readonly string @event;
    private readonly Func<PlanningDbContext, bool> fits;

    /// <param name="like">A context of the database.</param>
    /// <param name="moment">On which side of the commit.</param>
    /// <param name="fits">Whether the transaction is the one to end.</param>
    public FailingCommit(PlanningDbContext like, Moment moment, Func<PlanningDbContext, bool> fits)
        : base(like)
    {
        this.fits = fits;
        @event = (moment == Moment.BeforeCommit ? RelationalEventId.TransactionCommitting : RelationalEventId.TransactionCommitted).Name!;
        Listen();
    }

    public override void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value.Key == @event
            && value.Value is TransactionEventData { Context: PlanningDbContext db }
            && IsOfDatabase(db)
            && fits(db)
            && Take()
        )
        {
            throw new InvalidOperationException("The process ends here.");
        }
    }
}
