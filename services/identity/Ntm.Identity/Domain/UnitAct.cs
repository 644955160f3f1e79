using Ntm.Audit;

namespace Ntm.Identity.Domain;

/// <summary>What an act did to administrative units.</summary>
public enum UnitActKind
{
    Registration,
    Renaming,
    Move,
    Merge,
    Split,
    End,
}

/// <summary>The legal document an act rests on.</summary>
/// <param name="Number">Number as printed, e.g. <c>1665/NQ-UBTVQH15</c>.</param>
/// <param name="Date">Date of the document.</param>
internal sealed record LegalDocument(string Number, DateOnly Date);

/// <summary>A change of administrative units as the register records it; acts are only ever added.</summary>
internal sealed class UnitAct : IAudited
{
    public required Guid Id { get; init; }

    public required UnitActKind Kind { get; init; }

    public required LegalDocument Document { get; init; }

    /// <summary>First legal day on which the change holds.</summary>
    public required DateOnly EffectiveOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Subject of the account that recorded it.</summary>
    public required string RecordedBy { get; init; }

    public string AuditKey => $"unit-act/{Id:D}";

    public object AuditContent() =>
        new
        {
            Kind = Kind.ToString(),
            Document,
            EffectiveOn,
            RecordedBy,
        };
}
