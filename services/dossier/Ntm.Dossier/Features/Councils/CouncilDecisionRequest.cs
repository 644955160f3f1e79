namespace Ntm.Dossier.Features.Councils;

/// <summary>A numbered decision on an appraisal council (quyết định thành lập, kiện toàn Hội đồng thẩm định).</summary>
/// <example>
/// { "name": "Hội đồng thẩm định xét công nhận xã nông thôn mới", "number": "123/QĐ-UBND", "date": "2026-06-01", "issuer": "Chủ tịch
/// UBND tỉnh", "validFrom": "2026-06-01", "members": [{"subject": "0197a3c2-0000-7000-8000-000000000001", "name": "Nguyễn Văn An",
/// "position": "Phó Chủ tịch UBND tỉnh", "department": "UBND tỉnh", "role": "Chair"}] }
/// </example>
public sealed record CouncilDecisionRequest
{
    /// <summary>Name of the council, up to 200 characters.</summary>
    [Text(200)]
    public required string Name { get; init; }

    /// <summary>Number of the decision, up to 100 characters, e.g. <c>123/QĐ-UBND</c>.</summary>
    [Text(100)]
    public required string Number { get; init; }

    /// <summary>Its date, not in the future.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Who issued it, up to 200 characters.</summary>
    [Text(200)]
    public required string Issuer { get; init; }

    /// <summary>First legal day of these members, not before the decision; of an amendment after the first day of the decision
    /// that it amends.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last such day; null while no end is known.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>All members, each account once; exactly one is the chair and another the secretary.</summary>
    [Items(1, 200)]
    public required IReadOnlyList<CouncilMember> Members { get; init; }

    internal CouncilDecision ToDecision(Guid council, int sequence, string unitPath, Act act) =>
        new()
        {
            CouncilId = council,
            Sequence = sequence,
            UnitPath = unitPath,
            Name = Name,
            Number = Number,
            Date = Date,
            Issuer = Issuer,
            ValidFrom = ValidFrom,
            ValidTo = ValidTo,
            Members = Members,
            RecordedBy = act.By,
            RecordedAt = act.At,
        };
}
