namespace Ntm.Dossier.Domain.Councils;

/// <summary>Rules of a roster, checked before a decision on a council is recorded.</summary>
internal static class RosterCheck
{
    /// <summary>Most members a council may have.</summary>
    public const int MostMembers = 200;

    private const int LongestText = 200;

    public static List<Error> FaultsOf(IReadOnlyList<CouncilMember> members, Act act)
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

        if (members.Count > MostMembers)
        {
            return [CouncilErrors.RosterTooLong(MostMembers)];
        }

        var faults = new List<Error>();
        for (var place = 0; place < members.Count; place++)
        {
            faults.AddRange(TextFaults(members[place], place));
        }

        faults.AddRange(AccountFaults(members, act));
        faults.AddRange(
            members
                .GroupBy(member => member.Subject, AccountComparer.Instance)
                .Where(same => same.Count() > 1)
                .Select(same => CouncilErrors.MemberTwice(same.First().Name))
        );
        if (members.Count(member => member.Role == CouncilRole.Chair) != 1)
        {
            faults.Add(CouncilErrors.OneChair());
        }

        if (members.Count(member => member.Role == CouncilRole.Secretary) != 1)
        {
            faults.Add(CouncilErrors.OneSecretary());
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

    private static IEnumerable<Error> AccountFaults(IReadOnlyList<CouncilMember> members, Act act) =>
        // Accounts are not known here, but those of one issuer have ids of one form: a name typed in place of one is none.
        Guid.TryParse(act.By, out _)
            ? members.Where(member => !Guid.TryParse(member.Subject, out _)).Select(member => CouncilErrors.MemberNotAccount(member.Name))
            : [];
}
