using Ntm.Dossier.Domain.Councils;

namespace Ntm.Dossier.Tests.Domain.Councils;

/// <summary>Decisions on a council, for tests of rules.</summary>
internal static class CouncilDecisions
{
    /// <summary>The decision that sets up a council of these members.</summary>
    public static CouncilDecision Of(IReadOnlyList<CouncilMember> members) =>
        new()
        {
            CouncilId = Guid.Empty,
            Sequence = 1,
            UnitPath = "42",
            Name = "Hội đồng thẩm định",
            Number = "1/QĐ-UBND",
            Date = new DateOnly(2023, 2, 1),
            Issuer = "Chủ tịch UBND tỉnh",
            ValidFrom = new DateOnly(2023, 2, 1),
            Members = members,
            RecordedBy = "leader",
            RecordedAt = new DateTimeOffset(2023, 2, 1, 2, 0, 0, TimeSpan.Zero),
        };

    /// <summary>Members <c>m1</c>, <c>m2</c>, …: the first is the chair, the second the secretary.</summary>
    public static CouncilMember[] Roster(int members) =>
        [
            .. Enumerable
                .Range(1, members)
                .Select(number => new CouncilMember(
                    $"m{number}",
                    $"Thành viên {number}",
                    "Giám đốc",
                    $"Sở {number}",
                    number switch
                    {
                        1 => CouncilRole.Chair,
                        2 => CouncilRole.Secretary,
                        _ => CouncilRole.Member,
                    }
                )),
        ];
}
