namespace Ntm.Planning.Domain.Plans;

/// <summary>A published edition of a plan; it never changes.</summary>
internal sealed class PlanEdition : IAudited
{
    public required Guid PlanId { get; init; }

    /// <summary>Counts the editions of the plan from 1.</summary>
    public required int Number { get; init; }
    public required PlanContent Content { get; init; }

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Why the edition before was amended; null for the first one.</summary>
    public string? Reason { get; init; }
    public required IReadOnlyList<string> Authors { get; init; }
    public required string PublishedBy { get; init; }
    public required string PublishedByName { get; init; }
    public string? PublishedFor { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }

    public string AuditKey => $"plan/{PlanId:N}/edition/{Number}";

    /// <summary>The content counts as it is now, not as it was hashed.</summary>
    public object AuditContent() =>
        new
        {
            Hash,
            Content = ContentHash.Of(Content),
            Reason,
            Authors,
            PublishedBy,
            PublishedFor,
            PublishedAt,
        };

    public static PlanEdition Of(Plan plan, PlanContent content, string hash, string? reason, Act act) =>
        new()
        {
            PlanId = plan.Id,
            Number = plan.Editions + 1,
            Content = content,
            Hash = hash,
            Reason = reason?.Trim(),
            Authors = plan.Authors,
            PublishedBy = act.By,
            PublishedByName = act.Name,
            PublishedFor = act.OnBehalfOf,
            PublishedAt = act.At,
        };
}
