namespace Ntm.Assessment.Domain.Criteria;

/// <summary>Names of verdicts on the wire, in events and in stored revisions.</summary>
internal static class VerdictName
{
    public static string Of(Verdict verdict) => verdict == Verdict.NotApplicable ? "not-applicable" : verdict.ToString().ToLowerInvariant();

    public static Verdict Read(string name) => Enum.Parse<Verdict>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
