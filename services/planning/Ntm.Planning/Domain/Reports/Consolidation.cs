namespace Ntm.Planning.Domain.Reports;

/// <summary>The report that a unit makes of those of its villages for one span, sent up. While it is not returned, the span is closed:
/// its sums are those of the reports, and these change no more.</summary>
internal sealed class Consolidation : IAudited
{
    public required Guid PlanId { get; init; }

    /// <summary>Key of the reporting rule.</summary>
    public required string Rule { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>Number of the newest revision, from 1.</summary>
    public int Revision { get; private set; }

    /// <summary>Why it was returned; null while it is not.</summary>
    public string? ReturnReason { get; private set; }
    public string? ReturnedBy { get; private set; }
    public string? ReturnedFor { get; private set; }
    public DateTimeOffset? ReturnedAt { get; private set; }

    /// <summary>Counts the saves.</summary>
    public int Version { get; private set; }

    /// <summary>Whether the villages' reports of the span are closed.</summary>
    public bool Closes => ReturnReason is null;

    public string AuditKey => $"consolidation/{PlanId:N}/{Rule}/{From:yyyyMMdd}";

    public object AuditContent() =>
        new
        {
            Revision,
            ReturnReason,
            ReturnedBy,
            ReturnedFor,
            ReturnedAt,
        };

    /// <summary>Takes the next revision and sends it up.</summary>
    public ConsolidationRevision Send(string? words, IReadOnlyList<string> nextWeek, Act act)
    {
        (ReturnReason, ReturnedBy, ReturnedFor, ReturnedAt) = (null, null, null, null);
        Revision++;
        Version++;
        return new ConsolidationRevision
        {
            PlanId = PlanId,
            Rule = Rule,
            From = From,
            Number = Revision,
            Words = words?.Trim(),
            NextWeek = nextWeek,
            SentBy = act.By,
            SentByName = act.Name,
            SentFor = act.OnBehalfOf,
            SentAt = act.At,
        };
    }

    /// <summary>Returns it: the span is open again.</summary>
    public Result Return(string reason, Act act)
    {
        if (ReturnReason is not null)
        {
            return ReportErrors.ReturnedBefore;
        }

        (ReturnReason, ReturnedBy, ReturnedFor, ReturnedAt) = (reason.Trim(), act.By, act.OnBehalfOf, act.At);
        Version++;
        return Result.Done;
    }
}

/// <summary>What a consolidated report said once; it never changes.</summary>
internal sealed class ConsolidationRevision : IAudited
{
    public required Guid PlanId { get; init; }
    public required string Rule { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>Counts from 1.</summary>
    public required int Number { get; init; }
    public string? Words { get; init; }
    public required IReadOnlyList<string> NextWeek { get; init; }
    public required string SentBy { get; init; }
    public required string SentByName { get; init; }
    public string? SentFor { get; init; }
    public required DateTimeOffset SentAt { get; init; }

    public string AuditKey => $"consolidation/{PlanId:N}/{Rule}/{From:yyyyMMdd}/revision/{Number}";

    public object AuditContent() =>
        new
        {
            Words,
            NextWeek,
            SentBy,
            SentFor,
            SentAt,
        };
}
