namespace Ntm.Rehearsal;

/// <summary>Who acts for a province; sample accounts.</summary>
/// <param name="Code">Code of the province.</param>
/// <param name="Administrator">Enters its units and accounts.</param>
/// <param name="Preparer">Prepares what it decides.</param>
/// <param name="Leader">Leads it.</param>
/// <param name="Auditor">Reads the audit of its dossiers.</param>
/// <param name="Consolidator">Concludes an appraisal.</param>
/// <param name="Council">The members of its appraisal council: chair, secretary, who counts, and the others.</param>
internal sealed record ProvincePeople(
    string Code,
    string Administrator,
    string Preparer,
    string Leader,
    string Auditor,
    string Consolidator,
    IReadOnlyList<string> Council
)
{
    private const int Members = 7;

    public static readonly ProvincePeople HaTinh = new(
        "42",
        People.Administrator,
        People.Preparer,
        People.ProvinceLeader,
        People.Auditor,
        People.Consolidator,
        CouncilOf("tinh")
    );

    /// <summary>Outside Bắc Trung Bộ: what the national sets know of that region decides nothing there. Its leader audits as well.
    /// </summary>
    public static readonly ProvincePeople ThaiNguyen = new(
        "19",
        "quantri.thainguyen",
        "thamdinh.thainguyen",
        "lanhdao.thainguyen",
        "lanhdao.thainguyen",
        "thamdinh.thainguyen",
        CouncilOf("thainguyen")
    );

    public string Chair => Council[0];

    public string Secretary => Council[1];

    public string Counter => Council[2];

    /// <summary>Who appraises for a department; in the second province one account holds the role for all of them.</summary>
    public string AppraiserOf(string? department) =>
        department is null || this != HaTinh ? Consolidator : "thamdinh." + department.ToLowerInvariant();

    private static List<string> CouncilOf(string place) => [.. Enumerable.Range(1, Members).Select(number => $"hoidong{number}.{place}")];
}
