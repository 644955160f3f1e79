namespace Ntm.Planning.Features.Plans;

/// <summary>How a caller sees plans.</summary>
internal static class PlanViews
{
    /// <summary>The draft of a plan.</summary>
    public static PlanView Draft(Plan plan, Caller caller, DateOnly today) => Of(plan, plan.Draft!, plan.DraftHash!, null, caller, today);

    /// <summary>An edition of a plan.</summary>
    public static PlanView Edition(Plan plan, PlanEdition edition, Caller caller, DateOnly today) =>
        Of(plan, edition.Content, edition.Hash, edition, caller, today);

    private static PlanView Of(Plan plan, PlanContent content, string hash, PlanEdition? edition, Caller caller, DateOnly today) =>
        new()
        {
            Id = plan.Id,
            UnitCode = plan.UnitCode,
            UnitName = plan.UnitName,
            UnitPath = plan.UnitPath,
            Level = plan.Level,
            Year = plan.Year,
            Status = plan.Status,
            Edition = edition?.Number,
            Editions = plan.Editions,
            HasDraft = plan.Draft is not null && PlanningAccess.SeesDraft(caller, plan),
            Number = content.Header.Number is { } number ? DocumentNumber.Normalise(number) : null,
            InForce = plan.InForce(today),
            Content = content,
            Sha256 = hash,
            Rests = [.. RestsOf(content)],
            PublishedByName = edition?.PublishedByName,
            PublishedAt = edition?.PublishedAt,
            Reason = edition?.Reason,
            Version = plan.Version,
            AllowedActions = [.. ActionsOf(plan, caller)],
        };

    private static IEnumerable<SplitRest> RestsOf(PlanContent content) =>
        from target in content.Targets
        let given = content.Split.Where(row => row.Target == target.Key && row.Basis != SplitBasis.Each).ToList()
        where given.Count > 0
        let sum = given.Sum(row => row.Value)
        select new SplitRest(target.Key, sum, target.Value - sum);

    private static IEnumerable<string> ActionsOf(Plan plan, Caller caller)
    {
        var open = plan.Status != PlanStatus.Closed;
        if (open && PlanningAccess.ToChange(caller, plan) is null)
        {
            yield return "replace";
            if (plan.Draft is not null)
            {
                yield return "drop";
            }
        }

        if (open && PlanningAccess.ToPublish(caller, plan) is null)
        {
            if (plan.Draft is not null)
            {
                yield return "publish";
            }
            else
            {
                yield return "close";
            }
        }
    }
}
