using static Ntm.Gateway.Tests.Access.Places;

namespace Ntm.Gateway.Tests.Access;

/// <summary>Everybody who asks: each role at each level, of the own unit and of another, and who is no longer what his token says.
/// </summary>
internal static class Callers
{
    /// <summary>Fills every dossier of the own district in, and then rises to where they are judged and decided.</summary>
    public const string Preparer = "canbo.lap";

    /// <summary>Where the preparer rises to.</summary>
    public static readonly string[] Risen =
    [
        $"leader@{Province}",
        $"reviewer@{District}",
        $"appraiser@{Province}#VPDP",
        $"council@{Province}",
    ];

    public const string Ended = "quantri.het";
    public const string Deactivated = "quantri.khoa";
    public const string PasswordSet = "quantri.moi";
    public const string Nobody = "khong.vaitro";
    public const string OffRoster = "hoidong.ngoai";
    public const string DistrictAuditor = "kiemtra.huyen";

    private static readonly string[] Scopes =
    [
        "units:read",
        "assessment:read",
        "planning:read",
        "dossiers:read",
        "events:read",
        "events:subscribe",
    ];

    /// <summary>Signs nothing in: no token, and one of another issuer.</summary>
    public static readonly IReadOnlyList<KindOfCaller> Strangers =
    [
        new("(no token)", []) { SignedIn = false },
        new("(forged token)", []) { SignedIn = false },
    ];

    public static readonly IReadOnlyList<KindOfCaller> People =
    [
        Person("thon.thinhbang", $"reporter@{VillageOf(Commune.Appraised, 1)}") with
        {
            StandsForHisKind = true,
        },
        Person("thon.tienthang", $"reporter@{VillageOf(OtherCommune, 1)}"),
        Person("canbo.sonbang", [.. Commune.All.Select(unit => "officer@" + unit)]) with
        {
            StandsForHisKind = true,
        },
        Person("chutich.sonbang", [.. Commune.All.Select(unit => "leader@" + unit)]),
        Person("canbo.camha", $"officer@{OtherCommune}"),
        Person("chutich.camha", $"leader@{OtherCommune}"),
        Person("mttq.sonbang", $"surveyor@{Commune.Appraised}"),
        Person("mttq.huongson", $"surveyor@{District}"),
        Person("mttq.camxuyen", $"surveyor@{OtherDistrict}"),
        Person("mttq.tinh", $"surveyor@{Province}") with
        {
            StandsForHisKind = true,
        },
        Person("canbo.huongson", $"officer@{District}"),
        Person("lanhdao.huongson", $"leader@{District}"),
        Person("thamtra.huongson", $"reviewer@{District}"),
        Person("quantri.huongson", $"administrator@{District}"),
        Person(DistrictAuditor, $"auditor@{District}"),
        Person("canbo.camxuyen", $"officer@{OtherDistrict}"),
        Person("lanhdao.camxuyen", $"leader@{OtherDistrict}"),
        Person("thamtra.camxuyen", $"reviewer@{OtherDistrict}"),
        Person("quantri.camxuyen", $"administrator@{OtherDistrict}"),
        Person("canbo.vpdp", $"officer@{Province}#VPDP"),
        Person("lanhdao.tinh", $"leader@{Province}") with
        {
            StandsForHisKind = true,
        },
        Person("thamtra.tinh", $"reviewer@{Province}"),
        Person("kiemtoan.tinh", $"auditor@{Province}") with
        {
            StandsForHisKind = true,
        },
        Person("quantri.tinh", $"administrator@{Province}") with
        {
            StandsForHisKind = true,
        },
        Person("thamdinh.vpdp", $"appraiser@{Province}#VPDP"),
        Person("thamdinh.sgtvt", $"appraiser@{Province}#SGTVT"),
        Person("thamdinh.stp", $"appraiser@{Province}#STP"),
        Person("hoidong1.tinh", $"council@{Province}"),
        Person("hoidong2.tinh", $"council@{Province}"),
        Person("hoidong3.tinh", $"council@{Province}"),
        Person("hoidong4.tinh", $"council@{Province}"),
        Person(OffRoster, $"council@{Province}"),
        Person("lanhdao.thainguyen", $"leader@{OtherProvince}") with
        {
            StandsForHisKind = true,
        },
        Person("quantri.thainguyen", $"administrator@{OtherProvince}"),
        Person("mttq.thainguyen", $"surveyor@{OtherProvince}"),
        Person("thamdinh.thainguyen", $"appraiser@{OtherProvince}#VPDP"),
        Person("hoidong1.thainguyen", $"council@{OtherProvince}"),
        Person(Preparer, Risen),
        Person(Nobody),
        Person(Ended, $"administrator@{Province}") with
        {
            Former = true,
            StandsForHisKind = true,
        },
        Person(Deactivated, $"administrator@{Province}") with
        {
            Former = true,
        },
        Person(PasswordSet, $"administrator@{Province}") with
        {
            MustChangePassword = true,
        },
    ];

    public static readonly IReadOnlyList<KindOfCaller> Programs =
    [
        .. Scopes.Select(scope => Program(Province, scope)),
        Program(District, Scopes) with
        {
            StandsForHisKind = true,
        },
        Program(OtherDistrict, Scopes),
    ];

    public static IReadOnlyList<KindOfCaller> All { get; } = [.. Strangers, .. People, .. Programs];

    private static KindOfCaller Person(string userName, params string[] grants) => new(userName, [.. grants.Select(Holding.Parse)]);

    private static KindOfCaller Program(string unit, params string[] scopes) =>
        new($"{(scopes.Length == 1 ? scopes[0] : "all scopes")}@{unit}", [new Holding(Holding.Program, unit)]) { Scopes = scopes };
}
