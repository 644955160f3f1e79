namespace Ntm.Planning.Domain.Reports;

/// <summary>A unit's report of one span of a rule. Its id is chosen by whoever sends it, so that it can be sent again without harm;
/// what it said before stays in its revisions.</summary>
internal sealed class Report : IAudited
{
    /// <summary>Most photos of a report.</summary>
    public const int MostPhotos = 20;

    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>Key of the reporting rule.</summary>
    public required string Rule { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitName { get; init; }
    public required string UnitPath { get; init; }
    public required PlanLevel Level { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }

    /// <summary>The first instant that is too late; null where the rule names no cut-off.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether its first revision came too late.</summary>
    public required bool Late { get; init; }

    /// <summary>SHA-256 of the newest content.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Number of the newest revision, from 1.</summary>
    public int Revision { get; private set; }

    /// <summary>When the newest revision came.</summary>
    public DateTimeOffset FiledAt { get; private set; }

    /// <summary>Why it was returned; null while it is not.</summary>
    public string? ReturnReason { get; private set; }
    public string? ReturnedBy { get; private set; }
    public string? ReturnedFor { get; private set; }
    public DateTimeOffset? ReturnedAt { get; private set; }

    /// <summary>Number of its photos; apart from the version, which whoever corrects the words has read.</summary>
    public int Photos { get; private set; }

    /// <summary>Counts the saves.</summary>
    public int Version { get; private set; }

    public string AuditKey => $"report/{Id:N}";

    public object AuditContent() =>
        new
        {
            PlanId,
            Rule,
            UnitCode,
            From,
            To,
            Hash,
            Revision,
            Late,
            ReturnReason,
            ReturnedBy,
            ReturnedFor,
            ReturnedAt,
        };

    public static Report New(Guid id, Guid planId, string rule, PlanUnit unit, ReportSpan span, DateTimeOffset at) =>
        new()
        {
            Id = id,
            PlanId = planId,
            Rule = rule,
            UnitCode = unit.Code,
            UnitName = unit.Name,
            UnitPath = unit.Path,
            Level = unit.Level,
            From = span.From,
            To = span.To,
            DueAt = span.Before,
            Late = at >= span.Before,
        };

    /// <summary>Whether it is about the same span of the same unit; a report never moves to another.</summary>
    public bool IsAbout(Guid planId, string rule, string unitCode, DateOnly start) =>
        (PlanId, Rule, UnitCode, From) == (planId, rule, unitCode, start);

    /// <summary>Takes the next revision; what was returned is thereby done again.</summary>
    public ReportRevision File(ReportContent content, string hash, bool onBehalf, Act act)
    {
        (Hash, FiledAt) = (hash, act.At);
        (ReturnReason, ReturnedBy, ReturnedFor, ReturnedAt) = (null, null, null, null);
        Revision++;
        Version++;
        return new ReportRevision
        {
            ReportId = Id,
            Number = Revision,
            Content = content,
            Hash = hash,
            OnBehalf = onBehalf,
            FiledBy = act.By,
            FiledByName = act.Name,
            FiledFor = act.OnBehalfOf,
            FiledAt = act.At,
        };
    }

    /// <summary>Makes room for one more photo.</summary>
    public Result AddPhoto()
    {
        if (Photos >= MostPhotos)
        {
            return PhotoErrors.TooMany;
        }

        Photos++;
        return Result.Done;
    }

    /// <summary>A photo was taken out.</summary>
    public void RemovePhoto() => Photos--;

    /// <summary>Returns it to be done again.</summary>
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

/// <summary>What a report said once; it never changes.</summary>
internal sealed class ReportRevision : IAudited
{
    public required Guid ReportId { get; init; }

    /// <summary>Counts from 1.</summary>
    public required int Number { get; init; }
    public required ReportContent Content { get; init; }
    public required string Hash { get; init; }

    /// <summary>Whether an officer of the commune filed it for a village.</summary>
    public required bool OnBehalf { get; init; }
    public required string FiledBy { get; init; }
    public required string FiledByName { get; init; }

    /// <summary>Account in whose place it was filed under a letter of delegation; null for none.</summary>
    public string? FiledFor { get; init; }
    public required DateTimeOffset FiledAt { get; init; }

    public string AuditKey => $"report/{ReportId:N}/revision/{Number}";

    public object AuditContent() =>
        new
        {
            Hash,
            Content = ContentHash.Of(Content),
            OnBehalf,
            FiledBy,
            FiledFor,
            FiledAt,
        };
}
