namespace Ntm.Planning.Persistence;

/// <summary>What follows from an edition for reports, sums and tasks, in its transaction.</summary>
internal sealed class PublicationEffects(DutySchedule duties, SumsAfterEdition sums, TaskAssignments tasks)
{
    /// <summary>After an edition was published.</summary>
    public async Task ApplyAsync(Plan plan, PlanEdition? before, PlanEdition after, CancellationToken cancellation)
    {
        await duties.FollowAsync(plan, after.Content, after.PublishedAt, cancellation);
        await sums.FollowAsync(plan, before?.Content, after.Content, after.PublishedAt, cancellation);
        await tasks.FollowAsync(plan, after.Content, after.PublishedAt, cancellation);
    }
}
