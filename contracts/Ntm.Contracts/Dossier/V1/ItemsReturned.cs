namespace Ntm.Contracts.Dossier.V1;

/// <summary>A reviewer returned single criteria or documents with reasons; the rest stays accepted.</summary>
public sealed record ItemsReturned : IDossierEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }

    public required string Stage { get; init; }
    public required int Round { get; init; }
    public required IReadOnlyList<ReturnedItem> Items { get; init; }
}

/// <summary>One returned item.</summary>
/// <param name="Kind"><c>criterion</c> or <c>document</c>.</param>
/// <param name="Key">Criterion number or document key.</param>
/// <param name="Reason">Why it was returned, as the reviewer wrote it.</param>
public sealed record ReturnedItem(string Kind, string Key, string Reason);
