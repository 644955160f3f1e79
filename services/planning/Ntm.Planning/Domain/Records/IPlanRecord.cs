namespace Ntm.Planning.Domain.Records;

/// <summary>Something that is kept beside a plan about one unit; each act on it is one step and one version.</summary>
internal interface IPlanRecord : IAudited
{
    Guid Id { get; }
    Guid PlanId { get; }

    /// <summary>Unit that it is about.</summary>
    string UnitPath { get; }

    /// <summary>Counts the saves, and with them the steps.</summary>
    int Version { get; }
}

/// <summary>One act on a record: what, by whom, when and why; it never changes.</summary>
internal sealed class RecordStep : IAudited
{
    /// <summary>Name of the calendar in place of an account.</summary>
    private const string Calendar = "system";

    public required Guid RecordId { get; init; }

    /// <summary>Version of the record after it.</summary>
    public required int Number { get; init; }

    /// <summary>What was done, e.g. <c>answered</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Answer, reason or number of a document; null for none.</summary>
    public string? Text { get; init; }
    public required string By { get; init; }
    public required string ByName { get; init; }

    /// <summary>Account in whose place it was done under a letter of delegation; null for none.</summary>
    public string? For { get; init; }
    public required DateTimeOffset At { get; init; }

    public string AuditKey => $"record/{RecordId:N}/step/{Number}";

    public object AuditContent() =>
        new
        {
            Kind,
            Text,
            By,
            For,
            At,
        };

    /// <summary>The step that brought a record to its version.</summary>
    public static RecordStep Of(IPlanRecord record, string kind, string? text, Act act) =>
        new()
        {
            RecordId = record.Id,
            Number = record.Version,
            Kind = kind,
            Text = text?.Trim(),
            By = act.By,
            ByName = act.Name,
            For = act.OnBehalfOf,
            At = act.At,
        };

    /// <summary>An act of the calendar.</summary>
    public static Act ByCalendar(DateTimeOffset at) => new(Calendar, "", at, null);
}

/// <summary>In which place and roles somebody acts on a record.</summary>
/// <param name="UnitPath">Unit of the roles.</param>
/// <param name="Roles">The roles.</param>
internal sealed record RecordHand(string UnitPath, IReadOnlyList<string> Roles);
