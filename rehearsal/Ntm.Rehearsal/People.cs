namespace Ntm.Rehearsal;

/// <summary>Who acts for a commune and above it; sample accounts.</summary>
/// <param name="UnitCode">Code of the commune.</param>
/// <param name="ParentCode">Code of the unit above it.</param>
/// <param name="ValidFrom">First day of the commune, or an earlier one that will do.</param>
/// <param name="Officer">Prepares.</param>
/// <param name="Leader">Leads the commune.</param>
/// <param name="Reviewer">Examines at the district; empty in two tiers.</param>
/// <param name="Submitter">Submits to the province.</param>
/// <param name="Surveyor">Runs the survey for the Fatherland Front.</param>
internal sealed record People(
    string UnitCode,
    string ParentCode,
    DateOnly ValidFrom,
    string Officer,
    string Leader,
    string Reviewer,
    string Submitter,
    string Surveyor
)
{
    public const string Administrator = "quantri.tinh";
    public const string ProvinceLeader = "lanhdao.tinh";
    public const string Auditor = "kiemtoan.tinh";
    public const string Preparer = "canbo.vpdp";
    public const string Consolidator = "thamdinh.vpdp";

    /// <summary>Who acts for the province that the commune lies in.</summary>
    public ProvincePeople Province { get; init; } = ProvincePeople.HaTinh;

    public static readonly People SonBang = new(
        "18175",
        "439",
        new(2020, 1, 1),
        "canbo.sonbang",
        "chutich.sonbang",
        "thamtra.huongson",
        "lanhdao.huongson",
        "mttq.huongson"
    );

    public static readonly People CamHa = new(
        "18724",
        "446",
        new(2020, 1, 1),
        "canbo.camha",
        "chutich.camha",
        "thamtra.camxuyen",
        "lanhdao.camxuyen",
        "mttq.camxuyen"
    );

    /// <summary>Since 1 July 2025: the commune that Sơn Bằng became part of.</summary>
    public static readonly People HuongSon = new(
        "18133",
        "42",
        new(2025, 7, 1),
        "canbo.xahuongson",
        "chutich.xahuongson",
        "",
        "chutich.xahuongson",
        "mttq.tinh"
    );

    /// <summary>Who goes on for Sơn Bằng where it had begun at the district before 1 July 2025.</summary>
    public static readonly People HuongSonAfterDistrict = HuongSon with { Reviewer = "thamtra.tinh" };
}
