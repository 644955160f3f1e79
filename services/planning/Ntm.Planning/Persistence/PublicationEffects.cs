namespace Ntm.Planning.Persistence;

/// <summary>What follows from an edition, or from the end of a plan, for reports, sums, tasks and work, in its transaction.</summary>
internal sealed class PublicationEffects(DutySchedule duties, SumsAfterEdition sums, TaskAssignments tasks, WorkCarrying work)
{
    /// <summary>After an edition was published.</summary>
    public async Task ApplyAsync(Plan plan, PlanEdition? before, PlanEdition after, CancellationToken cancellation)
    {
        await duties.FollowAsync(plan, after.Content, after.PublishedAt, cancellation);
        await sums.FollowAsync(plan, before?.Content, after.Content, after.PublishedAt, cancellation);
        await tasks.FollowAsync(plan, after.Content, after.PublishedAt, cancellation);
    }

    /// <summary>After the plan was closed: what is open ends with it and is neither late nor reminded of any more.</summary>
    public async Task EndAsync(Guid planId, CancellationToken cancellation)
    {
        await duties.EndAsync(planId, cancellation);
        await tasks.EndAsync(planId, cancellation);
        await work.EndAsync(planId, cancellation);
    }
}
