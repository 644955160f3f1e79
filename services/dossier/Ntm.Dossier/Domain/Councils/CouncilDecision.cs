using System.Globalization;

namespace Ntm.Dossier.Domain.Councils;

/// <summary>
/// A numbered decision of the province that sets up an appraisal council, or amends it from its first day on. Recorded once, it
/// never changes.
/// </summary>
internal sealed record CouncilDecision : IAudited
{
    public required Guid CouncilId { get; init; }

    /// <summary>Place among the decisions on the council, from 1.</summary>
    public required int Sequence { get; init; }

    /// <summary>Province that the council belongs to.</summary>
    public required string UnitPath { get; init; }
    public required string Name { get; init; }
    public required string Number { get; init; }
    public required DateOnly Date { get; init; }
    public required string Issuer { get; init; }

    /// <summary>First legal day of these members.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last such day; null while no end is known.</summary>
    public DateOnly? ValidTo { get; init; }
    public required IReadOnlyList<CouncilMember> Members { get; init; }
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    public string AuditKey => string.Create(CultureInfo.InvariantCulture, $"council/{CouncilId:D}/{Sequence}");

    /// <summary>Of the members their accounts and what they are in the council, and no name.</summary>
    public object AuditContent() =>
        new
        {
            UnitPath,
            Name,
            Number,
            Date,
            Issuer,
            ValidFrom,
            ValidTo,
            Members = Members.Select(member => new
            {
                member.Subject,
                member.Position,
                member.Department,
                Role = member.Role.ToString(),
                member.CountsBallots,
            }),
            RecordedBy,
        };

    /// <summary>The account's line of the roster; null when it has none.</summary>
    public CouncilMember? MemberOf(string subject) =>
        Members.FirstOrDefault(member => AccountComparer.Instance.Equals(member.Subject, subject));
}

/// <summary>An appraisal council: the decisions on it, in their order.</summary>
internal sealed class AppraisalCouncil(IReadOnlyList<CouncilDecision> decisions)
{
    public IReadOnlyList<CouncilDecision> Decisions => decisions;
    public Guid Id => decisions[0].CouncilId;
    public string UnitPath => decisions[0].UnitPath;

    /// <summary>The decision whose members make up the council on a legal day; null when there is none.</summary>
    public CouncilDecision? InForceOn(DateOnly day) =>
        decisions.LastOrDefault(decision => decision.ValidFrom <= day) is { } last && (last.ValidTo is null || day <= last.ValidTo)
            ? last
            : null;

    /// <summary>The first decision on a council, or the next one, if it may be recorded.</summary>
    /// <param name="next">The decision.</param>
    /// <param name="before">The decision that it amends; null for the one that sets the council up.</param>
    /// <param name="act">Who records it.</param>
    /// <param name="rules">The dated rules.</param>
    public static Result<CouncilDecision> Check(CouncilDecision next, CouncilDecision? before, Act act, VoteRules rules)
    {
        var faults = new List<Error>(act.DateFaults("date", next.Date, DateOnly.MinValue));
        var first = before is null || before.ValidFrom < next.Date ? next.Date : before.ValidFrom.AddDays(1);
        if (next.ValidFrom < first)
        {
            faults.Add(DossierErrors.DateTooEarly("validFrom", first));
        }

        if (next.ValidTo < next.ValidFrom)
        {
            faults.Add(DossierErrors.DateTooEarly("validTo", next.ValidFrom));
        }

        faults.AddRange(RosterCheck.FaultsOf(next.Members, act));
        faults.AddRange(
            rules.On(next.ValidFrom) is { } rule
                ? rule.Size.FaultsOf(next.Members.Count).Where(_ => rule.Size.Decides)
                : [CouncilErrors.NoRule(next.ValidFrom)]
        );
        return faults.Count > 0
            ? faults
            : next with
            {
                Members = [.. next.Members.Select(member => member with { Subject = AccountComparer.Canonical(member.Subject) })],
            };
    }
}
