namespace Ntm.Planning.Domain.Figures;

/// <summary>A figure of a unit for a target and a span; a replaced one stays, so that a plan can be shown as it stood.</summary>
internal sealed class Figure
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }
    public required string Target { get; init; }
    public required string UnitPath { get; init; }

    /// <summary>First legal day that it is about.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last legal day that it is about.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The figure; of a share the part.</summary>
    public required decimal Value { get; init; }

    /// <summary>Of a share the whole.</summary>
    public decimal? Of { get; init; }

    /// <summary>Unit of measure of the target when it was filed; a figure in another one is never added.</summary>
    public required string Measure { get; init; }
    public required Guid ReportId { get; init; }
    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>Null while it counts.</summary>
    public DateTimeOffset? ReplacedAt { get; private set; }

    public void Replace(DateTimeOffset at) => ReplacedAt = at;
}
