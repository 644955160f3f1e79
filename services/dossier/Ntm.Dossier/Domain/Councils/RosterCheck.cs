namespace Ntm.Dossier.Domain.Councils;

/// <summary>Rules of a roster, checked before a session opens with it.</summary>
internal static class RosterCheck
{
    private const int LongestText = 200;

    public static List<Error> FaultsOf(
        IReadOnlyList<CouncilMember> members,
        IReadOnlySet<string> preparers,
        IReadOnlyList<Recusal> recusals
    )
    {
        if (members.Count == 0)
        {
            return [CouncilErrors.RosterEmpty()];
        }

        // A list from JSON may hold null, whatever its type says.
        if (members.Any(member => member is null))
        {
            return [CouncilErrors.MemberBlank()];
        }

        if (members.Count > CouncilSession.MostMembers)
        {
            return [CouncilErrors.RosterTooLong(CouncilSession.MostMembers)];
        }

        var faults = new List<Error>();
        for (var place = 0; place < members.Count; place++)
        {
            faults.AddRange(TextFaults(members[place], place));
        }

        faults.AddRange(
            members
                .GroupBy(member => member.Subject, AccountComparer.Instance)
                .Where(same => same.Count() > 1)
                .Select(same => CouncilErrors.MemberTwice(same.First().Name))
        );
        faults.AddRange(
            members
                .Where(member => preparers.Contains(member.Subject, AccountComparer.Instance))
                .Select(member => CouncilErrors.MemberPrepared(member.Name))
        );
        faults.AddRange(
            members
                .Where(member =>
                    member.IsChair && recusals.Any(recusal => AccountComparer.Instance.Equals(recusal.Subject, member.Subject))
                )
                .Select(member => CouncilErrors.ChairRecused(member.Name))
        );
        if (members.Count(member => member.IsChair) != 1)
        {
            faults.Add(CouncilErrors.OneChair());
        }

        return faults;
    }

    /// <summary>True for one line of text that a person wrote: not blank, not too long, no control characters.</summary>
    public static bool IsText(string? text, int most) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= most && !text.Any(char.IsControl);

    private static IEnumerable<Error> TextFaults(CouncilMember member, int place)
    {
        (string Field, string? Text)[] texts =
        [
            ("subject", member.Subject),
            ("name", member.Name),
            ("position", member.Position),
            ("department", member.Department),
        ];
        return texts
            .Where(item => !IsText(item.Text, LongestText))
            .Select(item => CouncilErrors.Text($"members[{place}].{item.Field}", LongestText));
    }
}
